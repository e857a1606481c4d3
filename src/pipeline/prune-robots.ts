import type { Db } from '../store/db.ts';
import { pruneRobots as pruneExpired } from '../store/robots.ts';

const dayMs = 86_400_000;
/** What expired is kept for so long: it holds while its origin does not answer. */
const keptDays = 2;
/** What one call forgets at most; the rest waits for the next. */
const originsPerCall = 50_000;

/** Forgets the robots.txt of origins that nobody asked for pages lately, and returns how many. */
export function pruneRobots(db: Db, now: Date): Promise<number> {
  return pruneExpired(db, new Date(now.getTime() - keptDays * dayMs), originsPerCall);
}
