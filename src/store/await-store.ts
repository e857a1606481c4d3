import { setTimeout as delay } from 'node:timers/promises';
import { WiredeskError } from '../domain/errors.ts';
import type { Pool } from './db.ts';
import { isStoreRefusal, isStoreUnavailable } from './is-store-unavailable.ts';

const tryEveryMs = 1000;
const answerWithinMs = 5000;

/**
 * Waits until the store at `databaseUrl` answers, for `patienceMs` at most; `onWait` is told of every try that failed.
 * @throws WiredeskError store-unavailable when it does not, or refuses; the message never holds the password.
 */
export async function awaitStore(
  pool: Pool,
  databaseUrl: string,
  patienceMs: number,
  onWait: (error: unknown) => void,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await ask(pool);
    } catch (error) {
      const isRefused = isStoreRefusal(error);
      if (!isRefused && !isStoreUnavailable(error)) throw error;
      if (isRefused || performance.now() >= deadline) throw explain(error, databaseUrl);
      onWait(error);
    }
    await delay(tryEveryMs);
  }
}

async function ask(pool: Pool): Promise<void> {
  const tooLate = new AbortController();
  const silence = delay(answerWithinMs, undefined, { signal: tooLate.signal }).then(() => {
    throw Object.assign(new Error(`no answer within ${answerWithinMs / 1000} s`), { code: 'ETIMEDOUT' });
  });
  const answer = pool.query('select 1');
  try {
    await Promise.race([answer, silence]);
  } finally {
    for (const loser of [answer, silence]) loser.catch(() => undefined);
    tooLate.abort();
  }
}

function explain(cause: unknown, databaseUrl: string): WiredeskError {
  const { message, code } = cause as NodeJS.ErrnoException;
  return new WiredeskError(
    'store-unavailable',
    `the store at ${withoutPassword(databaseUrl)} does not let us in: ${message || code}; start it, or correct DATABASE_URL`,
    { cause },
  );
}

function withoutPassword(databaseUrl: string): string {
  const url = URL.parse(databaseUrl);
  if (!url) return 'DATABASE_URL';
  url.password = '';
  // Parameters can hold one too.
  url.search = '';
  return url.href;
}
