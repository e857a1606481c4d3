import { type Db, inTransaction, type Pool } from './db.ts';

/** Any constant: schedulers claim one after another, which makes the limits per host exact. */
const claimLock = 7_142_003;

/**
 * Fetches are claimed at most so long before they may start, and workers wait for the rest: as long as a tick for hosts
 * that are asked several times in one, else no longer than ticks may differ, because who waits does no other work.
 */
export const aheadSeconds = 1;
export const tickToleranceSeconds = 0.1;

/** Claims alone of all schedulers; null while another one is claiming. */
export async function underClaimLock<T>(pool: Pool, claim: (db: Db) => Promise<T>): Promise<T | null> {
  return inTransaction(pool, async (db) => {
    const { rows } = await db.query<{ open: boolean }>('select pg_try_advisory_xact_lock($1) as open', [
      claimLock,
    ]);
    return rows[0]?.open ? claim(db) : null;
  });
}
