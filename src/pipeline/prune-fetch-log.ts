import type { Db } from '../store/db.ts';
import { pruneFetches } from '../store/prune-fetches.ts';
import { inParts } from './in-parts.ts';

const dayMs = 86_400_000;
/** 500,000 entries at most: an hour of 125 fetches a second. */
const limits = { size: 5000, parts: 100 };

/** Deletes what is older than `days` from the fetch log, a part at a time, and returns how many entries that were. */
export function pruneFetchLog(db: Db, now: Date, days: number): Promise<number> {
  const before = new Date(now.getTime() - days * dayMs);
  return inParts((size) => pruneFetches(db, before, size), limits);
}
