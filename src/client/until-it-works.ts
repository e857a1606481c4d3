import { ProblemError } from './problem-error.ts';

const firstPauseMs = 250;
const longestPauseMs = 30_000;

/**
 * Does `work` again, after longer and longer pauses, for as long as it fails by what passes: no connection, a server
 * that is busy or restarting. Rejects at once with a ProblemError that stays, and when `signal` aborts.
 */
export async function untilItWorks<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ProblemError && !error.isPassing) throw error;
      const askedMs = error instanceof ProblemError ? (error.retryAfterMs ?? 0) : 0;
      // At random, so that clients that lost the server together do not come back together.
      await pause(Math.max(askedMs, pauseMs * (0.5 + Math.random() / 2)), signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
