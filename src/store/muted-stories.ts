import { type Db, inTransaction, type Pool } from './db.ts';

/** A story of which a subscription hears nothing more. */
export interface MutedStory {
  /** As it was muted; another may have taken its articles over since, which is muted by that. */
  storyId: string;
  mutedAt: string;
}

/** Mutes a story for a subscription, once; false where there is no such story. */
export async function muteStory(
  pool: Pool,
  subscriptionId: string,
  storyId: string,
  now: Date,
): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    const { rowCount } = await db.query('select from stories where id = $1', [storyId]);
    if (rowCount === 0) return false;
    await db.query(
      `insert into muted_stories (subscription_id, story_id, muted_at)
       select s.id, $2, $3 from subscriptions s where s.id = $1 on conflict do nothing`,
      [subscriptionId, storyId, now],
    );
    return true;
  });
}

/** Lets a subscription hear of a story again, whichever of its ids was muted; false where it was not muted. */
export async function unmuteStory(pool: Pool, subscriptionId: string, storyId: string): Promise<boolean> {
  const { rowCount } = await inTransaction(pool, (db) =>
    db.query(
      `delete from muted_stories m using stories s, stories asked
       where m.subscription_id = $1 and s.id = m.story_id and asked.id = $2
         and coalesce(s.merged_into, s.id) = coalesce(asked.merged_into, asked.id)`,
      [subscriptionId, storyId],
    ),
  );
  return (rowCount ?? 0) > 0;
}

/** The stories that a subscription has muted, the newest first; 1,000 at most. */
export async function listMutedStories(db: Db, subscriptionId: string): Promise<MutedStory[]> {
  const { rows } = await db.query<{ storyId: string; mutedAt: Date }>(
    `select story_id as "storyId", muted_at as "mutedAt" from muted_stories where subscription_id = $1
     order by muted_at desc, story_id desc limit 1000`,
    [subscriptionId],
  );
  return rows.map(({ storyId, mutedAt }) => ({ storyId, mutedAt: mutedAt.toISOString() }));
}

/** That a listener has muted a story. */
export interface Muted {
  listenerId: string;
  storyId: string;
}

/** Who has muted these stories, or one whose articles they took over. Relies on muted_stories_by_story. */
export async function findMuted(db: Db, storyIds: string[]): Promise<Muted[]> {
  if (storyIds.length === 0) return [];
  const { rows } = await db.query<Muted>(
    `select coalesce(s.merged_into, s.id) as "storyId", m.subscription_id as "listenerId"
     from muted_stories m join stories s on s.id = m.story_id
     where s.id = any ($1::bigint[]) or s.merged_into = any ($1::bigint[])`,
    [storyIds],
  );
  return rows;
}
