/** How a POST ended: taken (2xx), refused by the server, or not delivered. `answer` is the beginning of what it said. */
export type PostOutcome =
  | { kind: 'accepted'; status: number; answer: string }
  | { kind: 'refused'; status: number; message: string; retryAfterSeconds: number | null }
  | { kind: 'failed'; message: string };
