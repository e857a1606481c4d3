import { FetchFault } from './fetch-fault.ts';

export interface Deadline {
  /** Aborts with a FetchFault: `timeout`, or `aborted` where the caller's signal did. */
  signal: AbortSignal;
  /** Lets go of the timer and of the caller's signal. */
  clear(): void;
}

/**
 * Ends a fetch after `timeoutMs`, or when the caller's signal says so. By hand and not by AbortSignal.any,
 * because the caller's signal lives as long as its worker and must not collect listeners. `setting` sets the limit.
 */
export function startDeadline(timeoutMs: number, caller: AbortSignal, setting = 'fetch.timeoutMs'): Deadline {
  const controller = new AbortController();
  const abort = () => controller.abort(new FetchFault('aborted', 'the fetch was aborted'));
  const expire = () =>
    controller.abort(
      new FetchFault('timeout', `no complete answer; the limit ${setting} is ${timeoutMs} ms`),
    );
  const timer = setTimeout(expire, timeoutMs);
  caller.addEventListener('abort', abort, { once: true });
  if (caller.aborted) abort();
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      caller.removeEventListener('abort', abort);
    },
  };
}

/** undici heeds a signal only once there is a connection, which a slow resolver can put off beyond the deadline. */
export function endedBy<T>(signal: AbortSignal, result: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    result.then(resolve, reject);
  });
}
