import type { NewEvent } from '../domain/event.ts';
import type { Kill, Restoration } from '../domain/kill.ts';
import type { Db } from './db.ts';
import { storableJson } from './storable.ts';

/**
 * Marks articles as killed, as far as they are not yet, and returns the events of it: `killed`, and `story` for every
 * copy that still stands. Nothing is deleted. For holders of the lock of stories.
 */
export async function insertKills(db: Db, kills: readonly Kill[], at: Date): Promise<NewEvent[]> {
  if (kills.length === 0) return [];
  const { rows } = await db.query<{ id: string; revision: number; reason: string }>(
    `with given as (
       select distinct on ("articleId") "articleId" as id, cause, reason
       from jsonb_to_recordset($1::jsonb) as g ("articleId" bigint, cause text, reason text)
       order by "articleId", reason
     ), killed as (
       insert into kills (article_id, cause, reason, killed_at)
       select a.id, g.cause, g.reason, $2 from given g join articles a using (id) order by a.id
       on conflict do nothing returning article_id, reason
     )
     select a.id, a.revision, k.reason from killed k join articles a on a.id = k.article_id order by a.id`,
    [storableJson(kills), at],
  );
  const killed = rows.map(({ id, revision, reason }): NewEvent => {
    return { type: 'killed', articleId: id, revision, changed: [], at: at.toISOString(), reason };
  });
  return [...killed, ...(await tellCopies(db, idsOf(rows), 'killed', at))];
}

/**
 * Takes kills back and returns the events of it: `updated`, for the articles are there again, and `story` for their
 * copies. For holders of the lock of stories.
 */
export async function deleteKills(
  db: Db,
  restorations: readonly Restoration[],
  at: Date,
): Promise<NewEvent[]> {
  if (restorations.length === 0) return [];
  const { rows } = await db.query<{ id: string; revision: number; reason: string }>(
    `with given as (
       select "articleId" as id, cause, reason
       from jsonb_to_recordset($1::jsonb) as g ("articleId" bigint, cause text, reason text)
     ), restored as (
       delete from kills k using given g
       where k.article_id = g.id and (g.cause is null or k.cause = g.cause) returning k.article_id, g.reason
     )
     select a.id, a.revision, r.reason from restored r join articles a on a.id = r.article_id order by a.id`,
    [storableJson(restorations)],
  );
  const restored = rows.map(({ id, revision, reason }): NewEvent => {
    return { type: 'updated', articleId: id, revision, changed: ['killed'], at: at.toISOString(), reason };
  });
  return [...restored, ...(await tellCopies(db, idsOf(rows), 'restored', at))];
}

/** Those of these articles that are killed. */
export async function findKilled(db: Db, articleIds: string[]): Promise<Set<string>> {
  if (articleIds.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>(
    'select article_id as id from kills where article_id = any ($1::bigint[])',
    [articleIds],
  );
  return new Set(idsOf(rows));
}

/** Events for the other articles of the stories in which these were killed or restored. */
async function tellCopies(db: Db, ids: string[], what: 'killed' | 'restored', at: Date): Promise<NewEvent[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<CopyRow>(
    `select a.id, a.revision, m.story_id as "storyId", min(own.article_id) as "killedId"
     from story_members own join story_members m on m.story_id = own.story_id join articles a on a.id = m.article_id
     where own.article_id = any ($1::bigint[]) and m.article_id <> all ($1::bigint[])
       and not exists (select from kills k where k.article_id = a.id)
     group by a.id, m.story_id order by a.id`,
    [ids],
  );
  return rows.map((row) => toCopyEvent(row, what, at));
}

/** Events for articles that came to stories in which another was killed before. */
export async function tellNewCopies(db: Db, joined: string[], at: Date): Promise<NewEvent[]> {
  if (joined.length === 0) return [];
  const { rows } = await db.query<CopyRow>(
    `select a.id, a.revision, own.story_id as "storyId", min(k.article_id) as "killedId"
     from story_members own join story_members m on m.story_id = own.story_id
       join kills k on k.article_id = m.article_id join articles a on a.id = own.article_id
     where own.article_id = any ($1::bigint[]) and not exists (select from kills o where o.article_id = a.id)
     group by a.id, own.story_id order by a.id`,
    [joined],
  );
  return rows.map((row) => toCopyEvent(row, 'killed', at));
}

interface CopyRow {
  id: string;
  revision: number;
  storyId: string;
  killedId: string;
}

function toCopyEvent(
  { id, revision, storyId, killedId }: CopyRow,
  what: 'killed' | 'restored',
  at: Date,
): NewEvent {
  const reason = `article ${killedId} of this story was ${what}`;
  return {
    type: 'story',
    articleId: id,
    revision,
    changed: ['killed'],
    at: at.toISOString(),
    storyId,
    reason,
  };
}

function idsOf(rows: { id: string }[]): string[] {
  return rows.map(({ id }) => id);
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
