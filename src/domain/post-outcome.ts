/**
 * How sending a message ended: taken, refused by the server, or not delivered. `answer` is the beginning of what it said,
 * `status` the code of its protocol.
 */
export type PostOutcome =
  | { kind: 'accepted'; status: number; answer: string }
  | { kind: 'refused'; status: number; blame: Blame; message: string; retryAfterSeconds: number | null }
  | { kind: 'failed'; message: string };

/** Whose fault a refusal is: this message's; the target's, which may take it later; or the target is `gone` for good. */
export type Blame = 'message' | 'target' | 'gone';
