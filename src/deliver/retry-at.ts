/** How long after each failed try the next one is made, in seconds: ten tries over three days. */
const pausesSeconds = [5, 60, 300, 1800, 2 * 3600, 6 * 3600, 12 * 3600, 20 * 3600, 32 * 3600];

/** Tries of one delivery in all. */
export const maxAttempts = pausesSeconds.length + 1;

const longestWishSeconds = 24 * 3600;

/** By how much of it a pause is made longer at random, so that what failed together does not come back together. */
const jitter = 0.2;

/**
 * When to try again after so many tries that failed, not before the server's Retry-After has passed.
 * @param random from 0 to 1.
 */
export function retryAt(
  now: Date,
  attempts: number,
  retryAfterSeconds: number | null,
  random: () => number,
): Date {
  const pause = pausesSeconds[Math.min(attempts, pausesSeconds.length) - 1] ?? 0;
  const wish = Math.min(retryAfterSeconds ?? 0, longestWishSeconds);
  const seconds = Math.max(pause * (1 + jitter * random()), wish);
  return new Date(now.getTime() + seconds * 1000);
}
