import type { StoryDecision, StoryLink } from '../domain/story.ts';
import type { Db } from './db.ts';

/** Articles that hang together by links and decisions, with these; more are left out and keep what they have. */
const maxConnected = 2000;

/** Writes links, and takes away all others that the articles `had`. */
export async function replaceLinks(db: Db, links: readonly StoryLink[], had: string[]): Promise<void> {
  if (had.length > 0)
    await db.query(
      'delete from story_links where shorter_id = any ($1::bigint[]) or longer_id = any ($1::bigint[])',
      [had],
    );
  if (links.length === 0) return;
  await db.query(
    `insert into story_links (shorter_id, longer_id, kind, score, longer_coverage, span_from, span_to)
     select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::double precision[], $5::double precision[],
       $6::integer[], $7::integer[])
     on conflict do nothing`,
    [
      links.map(({ shorter }) => shorter),
      links.map(({ longer }) => longer),
      links.map(({ kind }) => kind),
      links.map(({ score }) => score),
      links.map(({ longerCoverage }) => longerCoverage),
      links.map(({ span }) => span.from),
      links.map(({ span }) => span.to),
    ],
  );
}

/** Pairs of an article of these and one that it is linked to. Relies on the primary key and story_links_by_longer. */
export async function findLinkedPairs(
  db: Db,
  ids: string[],
): Promise<{ articleId: string; otherId: string }[]> {
  const { rows } = await db.query<{ articleId: string; otherId: string }>(
    `select shorter_id as "articleId", longer_id as "otherId" from story_links where shorter_id = any ($1::bigint[])
     union all
     select longer_id, shorter_id from story_links where longer_id = any ($1::bigint[])`,
    [ids],
  );
  return rows;
}

/** These articles and all that hang together with them by links, decisions and the stories they are in. */
export async function findConnected(db: Db, ids: string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive connected (id) as (
       select unnest($1::bigint[])
       union
       select near.id from connected c cross join lateral (
         select longer_id as id from story_links where shorter_id = c.id
         union all select shorter_id from story_links where longer_id = c.id
         union all select other_id from story_decisions where one_id = c.id
         union all select one_id from story_decisions where other_id = c.id
         union all select m.article_id from story_members own join story_members m on m.story_id = own.story_id
           where own.article_id = c.id
       ) near
     )
     select id from connected limit ${maxConnected}`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** The links and decisions between these articles. */
export async function findLinksAmong(
  db: Db,
  ids: string[],
): Promise<{ links: StoryLink[]; decisions: StoryDecision[] }> {
  const { rows } = await db.query<Omit<StoryLink, 'span'> & { from: number; to: number }>(
    `select shorter_id as shorter, longer_id as longer, kind, score, longer_coverage as "longerCoverage",
       span_from as "from", span_to as "to"
     from story_links where shorter_id = any ($1::bigint[]) and longer_id = any ($1::bigint[])`,
    [ids],
  );
  const { rows: decisions } = await db.query<StoryDecision>(
    `select one_id as one, other_id as other, verdict from story_decisions
     where one_id = any ($1::bigint[]) and other_id = any ($1::bigint[]) order by one_id, other_id`,
    [ids],
  );
  return { links: rows.map(({ from, to, ...link }) => ({ ...link, span: { from, to } })), decisions };
}
