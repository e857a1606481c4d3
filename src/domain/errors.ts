/** Every code a WiredeskError can carry. Stable: programs switch on them. */
export type ErrorCode =
  | 'invalid-settings'
  | 'invalid-feeds-file'
  | 'invalid-topics-file'
  | 'invalid-input'
  | 'invalid-opml'
  | 'invalid-payload'
  | 'unreadable-feed'
  | 'unreadable-file'
  | 'fetch-failed'
  | 'not-found'
  | 'conflict'
  | 'cursor-expired'
  | 'several-feeds'
  | 'unauthorized'
  | 'forbidden'
  | 'store-unavailable'
  | 'queue-unavailable'
  | 'registry-incomplete';

/**
 * The one error class of the project: a fault with a stable code. The message says what is wrong,
 * with which value, and what to do about it; it holds no secret and no whole body.
 */
export class WiredeskError extends Error {
  override readonly name = 'WiredeskError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
