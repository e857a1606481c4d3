import { inTransaction, type Pool } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { deleteArticles, takeOldArticles } from '../store/prune-articles.ts';
import { lockStories } from '../store/stories.ts';
import { findConnected } from '../store/story-links.ts';
import { regroupStories } from './relate-stories.ts';

/**
 * Deletes the oldest articles first seen before then, `limit` at most, and returns how many. Stories that lose some of
 * their articles go on with the others. All in one transaction; storing waits for it where it looks for stories.
 */
export function pruneArticles(pool: Pool, now: Date, before: Date, limit: number): Promise<number> {
  return inTransaction(pool, async (db) => {
    // First, and rows that others hold are not waited for: they may wait for this lock.
    await lockStories(db);
    const ids = await takeOldArticles(db, before, limit);
    if (ids.length === 0) return 0;
    const gone = new Set(ids);
    const connected = await findConnected(db, ids);
    await deleteArticles(db, ids, now);
    const others = connected.filter((id) => !gone.has(id));
    await appendEvents(db, await regroupStories(db, others, now));
    return ids.length;
  });
}
