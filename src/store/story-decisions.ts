import type { StoryDecision } from '../domain/story.ts';
import type { Db } from './db.ts';

/** Writes what an operator decided of pairs of articles, over what was decided of them before. */
export async function writeDecisions(db: Db, decisions: readonly StoryDecision[], at: Date): Promise<void> {
  await db.query(
    `insert into story_decisions (one_id, other_id, verdict, decided_at)
     select least(d.one, d.other), greatest(d.one, d.other), d.verdict, $2
     from jsonb_to_recordset($1::jsonb) as d (one bigint, other bigint, verdict text)
     on conflict (one_id, other_id) do update set verdict = excluded.verdict, decided_at = excluded.decided_at`,
    [JSON.stringify(decisions), at],
  );
}

/** Takes back that these articles stay apart from those others. */
export async function forgetApart(db: Db, ids: string[], others: string[]): Promise<void> {
  await db.query(
    `delete from story_decisions where verdict = 'apart' and (
       (one_id = any ($1::bigint[]) and other_id = any ($2::bigint[]))
       or (other_id = any ($1::bigint[]) and one_id = any ($2::bigint[])))`,
    [ids, others],
  );
}

/** The other articles of the stories that these are in. */
export async function findCompanions(db: Db, articleIds: string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct m.article_id as id from story_members own join story_members m on m.story_id = own.story_id
     where own.article_id = any ($1::bigint[]) and m.article_id <> all ($1::bigint[]) order by m.article_id`,
    [articleIds],
  );
  return rows.map(({ id }) => id);
}

/** Those of these ids that are articles. */
export async function findKnownArticles(db: Db, ids: string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>('select id from articles where id = any ($1::bigint[])', [
    ids,
  ]);
  return new Set(rows.map(({ id }) => id));
}
