import { hashItemKey } from '../dedupe/identities.ts';
import type { DeletedEntry } from '../domain/parsed-feed.ts';
import { lockArticles } from '../store/article-versions.ts';
import { inTransaction, type Pool } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { findArticlesBrought, type Kill, killArticles } from '../store/kills.ts';
import { lockStories } from '../store/stories.ts';

/** Kills articles, with the events of it, in one transaction; returns how many were not killed before. */
export async function kill(pool: Pool, kills: readonly Kill[], now: Date): Promise<number> {
  return inTransaction(pool, async (db) => {
    // In the order in which storing takes them, so that neither waits for the other in a circle.
    await lockArticles(
      db,
      kills.map(({ articleId }) => articleId),
    );
    await lockStories(db);
    const events = await killArticles(db, kills, now);
    await appendEvents(db, events);
    return events.filter(({ type }) => type === 'killed').length;
  });
}

/** Kills the articles of entries that their own feed takes back (RFC 6721); what another feed brought stays. */
export async function killDeleted(
  pool: Pool,
  feedId: string,
  deleted: readonly DeletedEntry[],
  now: Date,
): Promise<number> {
  if (deleted.length === 0) return 0;
  const comments = new Map(deleted.map(({ id, comment }) => [id, comment]));
  const brought = await findArticlesBrought(
    pool,
    feedId,
    deleted.map(({ id }) => hashItemKey(feedId, id)),
  );
  const kills = brought.map(({ articleId, key }) => {
    const comment = comments.get(key);
    return { articleId, reason: comment ? `its feed took it back: ${comment}` : 'its feed took it back' };
  });
  return kills.length === 0 ? 0 : kill(pool, kills, now);
}
