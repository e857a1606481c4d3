import type { StoryCopy } from '../domain/output.ts';
import type { Db } from './db.ts';
import type { Listener, Telling } from './plan-deliveries.ts';

/** Every output, as one that is told of events. */
export async function listOutputListeners(db: Db): Promise<Listener[]> {
  const { rows } = await db.query<Listener>(
    'select id, topic_id as "topicId", notices, starts_after as "startsAfter" from outputs',
  );
  return rows;
}

/** The outputs that hold these articles, or others of their stories. Relies on output_entries_of_article. */
export async function findOutputTellings(db: Db, articleIds: string[]): Promise<Telling[]> {
  const { rows } = await db.query<Telling>(
    `with own as (
       select a.id, m.story_id from unnest($1::bigint[]) as a (id) left join story_members m on m.article_id = a.id
     ),
     around as (
       select id, story_id from own
       union select o.article_id, o.story_id from story_members o where o.story_id in (select story_id from own)
     )
     select e.output_id as "listenerId", e.article_id as "articleId", a.story_id as "storyId"
     from around a join output_entries e on e.article_id = a.id`,
    [articleIds],
  );
  return rows;
}

/** An entry that is told, or told again. */
export interface ToldEntry {
  outputId: string;
  articleId: string;
  toldAt: string;
}

/** Puts entries behind the last of their outputs, in their order; each of an output's articles comes once. */
export async function tellEntries(db: Db, entries: ToldEntry[], now: Date): Promise<void> {
  if (entries.length === 0) return;
  await db.query(
    `with given as (
       select *, row_number() over (partition by output_id order by place) as n
       from unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) with ordinality as g (output_id, article_id, told_at, place)
     ), moved as (
       update outputs o set last_position = last_position + c.entries, changed_at = $4
       from (select output_id, count(*) as entries from given group by output_id) c
       where o.id = c.output_id returning o.id, o.last_position - c.entries as before
     )
     insert into output_entries (output_id, article_id, position, told_at)
     select g.output_id, g.article_id, m.before + g.n, g.told_at from given g join moved m on m.id = g.output_id
     on conflict (output_id, article_id) do update set position = excluded.position, told_at = excluded.told_at`,
    [
      entries.map(({ outputId }) => outputId),
      entries.map(({ articleId }) => articleId),
      entries.map(({ toldAt }) => toldAt),
      now,
    ],
  );
}

/** An entry of an output, and when it or its article changed last. */
export interface StoredEntry {
  articleId: string;
  toldAt: string;
  changedAt: Date;
}

/** The entries with positions after one and up to another, the last told first. Relies on output_entries_in_order. */
export async function listEntries(
  db: Db,
  outputId: string,
  { after, until }: { after: number; until: number },
): Promise<StoredEntry[]> {
  const { rows } = await db.query<{ articleId: string; told_at: Date; changedAt: Date }>(
    `select e.article_id as "articleId", e.told_at, greatest(e.told_at, a.changed_at, s.changed_at, k.killed_at) as "changedAt"
     from output_entries e join articles a on a.id = e.article_id left join kills k on k.article_id = a.id
       left join story_members m on m.article_id = a.id left join stories s on s.id = m.story_id
     where e.output_id = $1 and e.position > $2 and e.position <= $3 order by e.position desc`,
    [outputId, after, until],
  );
  return rows.map(({ told_at, ...entry }) => ({ ...entry, toldAt: told_at.toISOString() }));
}

const maxCopies = 20;

/** The other articles that stand in the stories of these, the first ones, by article. Relies on story_members_by_story. */
export async function findCopies(db: Db, articleIds: string[]): Promise<Map<string, StoryCopy[]>> {
  const { rows } = await db.query<StoryCopy & { articleId: string }>(
    `select own.article_id as "articleId", c.outlet, c.title, c.url from story_members own cross join lateral (
       select coalesce(f.outlet, f.title, f.key) as outlet, a.content->>'title' as title, a.content->>'url' as url
       from story_members m join articles a on a.id = m.article_id join feeds f on f.id = a.feed_id
       where m.story_id = own.story_id and m.article_id <> own.article_id
         and not exists (select from kills k where k.article_id = m.article_id)
       order by m.article_id limit ${maxCopies}) c
     where own.article_id = any ($1::bigint[])`,
    [articleIds],
  );
  const copies = new Map<string, StoryCopy[]>();
  for (const { articleId, ...copy } of rows) copies.set(articleId, [...(copies.get(articleId) ?? []), copy]);
  return copies;
}

/** Forgets entries whose articles were deleted for their age. */
export async function pruneOutputEntries(db: Db): Promise<number> {
  const { rowCount } = await db.query(
    'delete from output_entries e where not exists (select from articles a where a.id = e.article_id)',
  );
  return rowCount ?? 0;
}
