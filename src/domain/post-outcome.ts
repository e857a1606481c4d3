/** How sending a form ended: taken (2xx), refused by the server, or not delivered. */
export type PostOutcome =
  | { kind: 'accepted'; status: number }
  | { kind: 'refused'; status: number; message: string; retryAfterSeconds: number | null }
  | { kind: 'failed'; message: string };
