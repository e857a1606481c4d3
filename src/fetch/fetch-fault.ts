import type { FetchFailureCode } from '../domain/fetch-outcome.ts';

/**
 * Carries a failure code through undici and streams, which hand on nothing but errors.
 * The fetcher turns it into a FetchFailed.
 */
export class FetchFault extends Error {
  override readonly name = 'FetchFault';
  readonly code: FetchFailureCode;

  constructor(code: FetchFailureCode, message: string) {
    super(message);
    this.code = code;
  }
}
