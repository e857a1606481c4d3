import type { NewEvent } from '../domain/event.ts';
import type { Db } from './db.ts';
import { storableJson } from './storable.ts';

/** An article to be killed, and why. */
export interface Kill {
  articleId: string;
  reason: string;
}

/**
 * Marks articles as killed, as far as they are not yet, flags the stories they are in, and returns the events of it:
 * `killed`, and `story` for every copy that is still there. Nothing is deleted.
 */
export async function killArticles(db: Db, kills: readonly Kill[], at: Date): Promise<NewEvent[]> {
  if (kills.length === 0) return [];
  const { rows } = await db.query<{ id: string; revision: number; reason: string }>(
    `with given as (
       select "articleId" as id, min(reason) as reason
       from jsonb_to_recordset($1::jsonb) as g ("articleId" bigint, reason text) group by "articleId"
     )
     update articles a set killed_at = $2, kill_reason = g.reason from given g
     where a.id = g.id and a.killed_at is null returning a.id, a.revision, g.reason`,
    [storableJson(kills), at],
  );
  const killed = rows.map(({ id, revision, reason }): NewEvent => {
    return { type: 'killed', articleId: id, revision, changed: [], at: at.toISOString(), reason };
  });
  return [
    ...killed,
    ...(await flagCopies(
      db,
      rows.map(({ id }) => id),
      at,
    )),
  ];
}

async function flagCopies(db: Db, ids: string[], at: Date): Promise<NewEvent[]> {
  const { rows } = await db.query<{ id: string; revision: number; storyId: string; killedId: string }>(
    `with flagged as (
       update stories s set killed_id = k.article_id, changed_at = $2
       from (select story_id, min(article_id) as article_id from story_members
             where article_id = any ($1::bigint[]) group by story_id) k
       where s.id = k.story_id returning s.id, s.killed_id
     )
     select a.id, a.revision, f.id as "storyId", f.killed_id as "killedId"
     from flagged f join story_members m on m.story_id = f.id join articles a on a.id = m.article_id
     where a.killed_at is null and a.id <> all ($1::bigint[]) order by a.id`,
    [ids, at],
  );
  return rows.map(({ id, revision, storyId, killedId }) => ({
    type: 'story',
    articleId: id,
    revision,
    changed: ['killed'],
    at: at.toISOString(),
    storyId,
    reason: `article ${killedId} of this story was killed`,
  }));
}

/** The articles that these items of a feed brought. Relies on the primary key of sightings. */
export async function findArticlesBrought(
  db: Db,
  feedId: string,
  keyHashes: Buffer[],
): Promise<{ articleId: string; key: string }[]> {
  const { rows } = await db.query<{ articleId: string; key: string }>(
    `select article_id as "articleId", key from sightings
     where feed_id = $1 and key_hash = any ($2) and matched_by = 'new'`,
    [feedId, keyHashes],
  );
  return rows;
}
