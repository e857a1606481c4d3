const daySeconds = 86_400;
const longestLeaseSeconds = 365 * daySeconds;

/** The rest of a lease is time to try again in. */
const renewAfterShare = 0.8;
const firstRetrySeconds = 300;
const longestRetrySeconds = daySeconds;
const longestDoubling = 20;
const askDeniedAgainSeconds = 7 * daySeconds;

/** Till when the hub pushes, and when to ask it to go on. */
export interface Lease {
  until: Date;
  renewAt: Date;
}

/** The lease that begins now; `seconds` as the hub says, else as it was asked for. */
export function leaseFrom(now: Date, seconds: number): Lease {
  const lasting = Math.min(Math.max(seconds, 1), longestLeaseSeconds);
  return { until: after(now, lasting), renewAt: after(now, lasting * renewAfterShare) };
}

/**
 * When to ask a hub again that has not confirmed after `asked` requests in a row: after five minutes, then twice as long
 * every time up to a day, and when a running lease ends, which is then noticed.
 */
export function askAgainAt(now: Date, asked: number, leaseUntil: Date | null): Date {
  const doublings = Math.min(Math.max(asked - 1, 0), longestDoubling);
  const retry = after(now, Math.min(firstRetrySeconds * 2 ** doublings, longestRetrySeconds));
  return leaseUntil !== null && leaseUntil > now && leaseUntil < retry ? leaseUntil : retry;
}

/** When to ask a hub again that has refused: it may have changed its mind, but hardly soon. */
export function askDeniedAgainAt(now: Date): Date {
  return after(now, askDeniedAgainSeconds);
}

function after(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
