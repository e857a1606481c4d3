import type { Db } from '../store/db.ts';
import { pruneFetches } from '../store/prune-fetches.ts';

const dayMs = 86_400_000;
const entriesPerDelete = 5000;
/** What one call deletes at most: 500,000 entries, an hour of 125 fetches a second. The rest waits for the next. */
const deletesPerCall = 100;

/** Deletes what is older than `days` from the fetch log, a part at a time, and returns how many entries that were. */
export async function pruneFetchLog(db: Db, now: Date, days: number): Promise<number> {
  const before = new Date(now.getTime() - days * dayMs);
  let pruned = 0;
  for (let part = 0; part < deletesPerCall; part += 1) {
    const deleted = await pruneFetches(db, before, entriesPerDelete);
    pruned += deleted;
    if (deleted < entriesPerDelete) break;
  }
  return pruned;
}
