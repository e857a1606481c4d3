import { setTimeout as delay } from 'node:timers/promises';

/** Whether a part the service stands on answers. */
export type Readiness = 'ok' | 'unavailable';

/**
 * Asks a part whether it answers within `timeoutMs`. At most one `ping` is open at a time: a client that reconnects
 * keeps every unanswered one.
 */
export function createReadinessCheck(
  ping: () => Promise<unknown>,
  timeoutMs: number,
): () => Promise<Readiness> {
  let open: Promise<Readiness> | null = null;
  const ask = async (): Promise<Readiness> => {
    try {
      await ping();
      return 'ok';
    } catch {
      return 'unavailable';
    } finally {
      open = null;
    }
  };
  return () => {
    open ??= ask();
    return Promise.race([open, delay(timeoutMs, 'unavailable' as const, { ref: false })]);
  };
}
