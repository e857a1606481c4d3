import type { Db } from '../store/db.ts';
import { pruneSamples } from '../store/prune-samples.ts';

const dayMs = 86_400_000;
const articlesPerDelete = 200;
/** What one call prunes at most: 100,000 articles. The rest waits for the next. */
const deletesPerCall = 500;

/**
 * Forgets by which shingles articles are found that new ones do not look back to any more, a part at a time: so what a
 * look-up costs does not depend on the archive. Returns how many rows that were.
 */
export async function pruneStorySamples(db: Db, now: Date, windowDays: number): Promise<number> {
  const before = new Date(now.getTime() - windowDays * dayMs);
  let pruned = 0;
  for (let part = 0; part < deletesPerCall; part += 1) {
    const deleted = await pruneSamples(db, before, articlesPerDelete);
    pruned += deleted;
    if (deleted === 0) break;
  }
  return pruned;
}
