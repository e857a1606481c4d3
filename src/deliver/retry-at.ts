const longestWishSeconds = 24 * 3600;

/** By how much of it a pause is made longer at random, so that what failed together does not come back together. */
const jitter = 0.2;

export interface RetryTerms {
  /** How long after each failed try the next one is made; the last pause goes for all that follow. */
  pausesSeconds: readonly number[];
  /** From 0 to 1. */
  random: () => number;
}

/** Tries of one delivery in all. */
export function countTries({ pausesSeconds }: RetryTerms): number {
  return pausesSeconds.length + 1;
}

/** When to try again after so many tries that failed, not before the server's Retry-After has passed. */
export function retryAt(
  now: Date,
  attempts: number,
  retryAfterSeconds: number | null,
  { pausesSeconds, random }: RetryTerms,
): Date {
  const pause = pausesSeconds[Math.min(attempts, pausesSeconds.length) - 1] ?? 0;
  const wish = Math.min(retryAfterSeconds ?? 0, longestWishSeconds);
  const seconds = Math.max(pause * (1 + jitter * random()), wish);
  return new Date(now.getTime() + seconds * 1000);
}
