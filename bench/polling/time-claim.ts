import { type ClaimLimits, claimDueFeeds } from '../../src/store/claim-feeds.ts';
import type { Pool } from '../../src/store/db.ts';

/** The scheduler's own limits, at their defaults. */
const limits: ClaimLimits = {
  limit: 500,
  perHost: 4,
  spacingMs: 1000,
  roundSeconds: 450,
  hosts: [],
  maxInFlight: 2000,
  claimSeconds: 60,
};

export interface TimedClaim {
  milliseconds: number;
  feeds: number;
}

/** Claims what is due now, as the scheduler does, and takes it back: only the time is wanted. */
export async function timeClaim(pool: Pool): Promise<TimedClaim> {
  const client = await pool.connect();
  const undone = {
    query: (text: string, values?: unknown[]) => client.query(text === 'commit' ? 'rollback' : text, values),
    release: () => undefined,
  };
  try {
    const startedAt = performance.now();
    const claims = await claimDueFeeds(
      { connect: async () => undone } as unknown as Pool,
      new Date(),
      limits,
    );
    return { milliseconds: performance.now() - startedAt, feeds: claims.length };
  } finally {
    client.release();
  }
}
