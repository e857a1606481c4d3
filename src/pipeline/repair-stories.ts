import { inTransaction, type Pool } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { takeUncompared } from '../store/story-texts.ts';
import { inParts } from './in-parts.ts';
import { relateStories } from './relate-stories.ts';

const dayMs = 86_400_000;
/** 10,000 articles at most. */
const limits = { size: 100, parts: 100 };

/**
 * Finds the stories of articles in the time window that nobody compared with others: those stored by a program that
 * knew no stories. Returns how many these were.
 */
export function repairStories(pool: Pool, now: Date, windowDays: number): Promise<number> {
  const since = new Date(now.getTime() - windowDays * dayMs);
  const repairPart = (size: number) =>
    inTransaction(pool, async (db) => {
      const articles = await takeUncompared(db, since, size);
      await appendEvents(db, await relateStories(db, articles, [], windowDays, now));
      return articles.length;
    });
  return inParts(repairPart, limits);
}
