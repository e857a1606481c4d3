import { hashItemKey } from '../dedupe/identities.ts';
import type { NewEvent } from '../domain/event.ts';
import type { Kill, Restoration } from '../domain/kill.ts';
import type { DeletedEntry } from '../domain/parsed-feed.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { deleteKills, findArticlesBrought, insertKills } from '../store/kills.ts';
import { lockStories } from '../store/stories.ts';
import { regroupStories } from './relate-stories.ts';

/** Kills articles, with the events of it, in one transaction; returns how many were not killed before. */
export async function kill(pool: Pool, kills: readonly Kill[], now: Date): Promise<number> {
  return inTransaction(pool, async (db) => {
    await lockStories(db);
    const events = await changeKills(db, { kills, restorations: [] }, now);
    await appendEvents(db, events);
    return events.filter(({ type }) => type === 'killed').length;
  });
}

/** Takes the kill of an article back, whatever its cause; false where it was not killed. */
export async function restore(pool: Pool, articleId: string, reason: string, now: Date): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    await lockStories(db);
    const restorations = [{ articleId, cause: null, reason }];
    const events = await changeKills(db, { kills: [], restorations }, now);
    await appendEvents(db, events);
    return events.length > 0;
  });
}

/**
 * Kills and restores articles in the transaction of somebody who holds the lock of stories, and returns the events of
 * it. What was killed leads no story any more while another article of it stands.
 */
export async function changeKills(
  db: Db,
  { kills, restorations }: { kills: readonly Kill[]; restorations: readonly Restoration[] },
  now: Date,
): Promise<NewEvent[]> {
  const restored = await deleteKills(db, restorations, now);
  const killed = await insertKills(db, kills, now);
  const changed = [...restored, ...killed].filter(({ type }) => type !== 'story');
  const regrouped = await regroupStories(
    db,
    changed.map(({ articleId }) => articleId),
    now,
  );
  return [...restored, ...killed, ...regrouped];
}

/** Kills the articles of entries that their own feed takes back (RFC 6721); what another feed brought stays. */
export async function killDeleted(
  pool: Pool,
  feedId: string,
  deleted: readonly DeletedEntry[],
  now: Date,
): Promise<number> {
  const comments = new Map(deleted.map(({ id, comment }) => [id, comment]));
  return killBrought(pool, feedId, [...comments.keys()], now, (key) => {
    const comment = comments.get(key);
    return {
      cause: 'deleted',
      reason: comment ? `its feed took it back: ${comment}` : 'its feed took it back',
    };
  });
}

/** Kills the articles that these items of a feed brought, whose pages answer that they are gone (410). */
export async function killGone(
  pool: Pool,
  feedId: string,
  itemKeys: readonly string[],
  now: Date,
): Promise<number> {
  const gone = { cause: 'gone', reason: 'its page is gone (410)' } as const;
  return killBrought(pool, feedId, itemKeys, now, () => gone);
}

async function killBrought(
  pool: Pool,
  feedId: string,
  itemKeys: readonly string[],
  now: Date,
  because: (key: string) => Omit<Kill, 'articleId'>,
): Promise<number> {
  if (itemKeys.length === 0) return 0;
  const hashes = itemKeys.map((key) => hashItemKey(feedId, key));
  const brought = await findArticlesBrought(pool, feedId, hashes);
  const kills = brought.map(({ articleId, key }) => ({ articleId, ...because(key) }));
  return kills.length === 0 ? 0 : kill(pool, kills, now);
}
