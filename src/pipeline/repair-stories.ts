import { inTransaction, type Pool } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { takeUncompared } from '../store/story-texts.ts';
import { relateStories } from './relate-stories.ts';

const dayMs = 86_400_000;
const articlesTogether = 100;
/** What one call compares at most: 10,000 articles. The rest waits for the next. */
const partsPerCall = 100;

/**
 * Finds the stories of articles in the time window that nobody compared with others: those stored by a program that
 * knew no stories. Returns how many these were.
 */
export async function repairStories(pool: Pool, now: Date, windowDays: number): Promise<number> {
  const since = new Date(now.getTime() - windowDays * dayMs);
  let repaired = 0;
  for (let part = 0; part < partsPerCall; part += 1) {
    const taken = await inTransaction(pool, async (db) => {
      const articles = await takeUncompared(db, since, articlesTogether);
      await appendEvents(db, await relateStories(db, articles, [], windowDays, now));
      return articles.length;
    });
    repaired += taken;
    if (taken < articlesTogether) break;
  }
  return repaired;
}
