import type { ArticleContent } from '../domain/article.ts';
import type { StoryText } from '../domain/story.ts';
import type { Db } from './db.ts';

/** What is kept of a text for choosing stories. */
export interface NewStoryText {
  articleId: string;
  words: number;
  title: number[];
  /** As the byline or the copyright line names it; of the feed's outlet, the article is the agency's own. */
  agency: string | null;
}

/** Writes what is kept of texts, over what was there. */
export async function writeStoryTexts(db: Db, texts: readonly NewStoryText[]): Promise<void> {
  const json = JSON.stringify(
    texts.map(({ articleId, words, title, agency }) => ({ id: articleId, words, title, agency })),
  );
  await db.query(
    `insert into story_texts (article_id, words, title, own)
     select a.id, t.words, array(select value::bigint from jsonb_array_elements_text(t.title)),
       t.agency is not null and lower(t.agency) in (lower(f.outlet), lower(f.title))
     from jsonb_to_recordset($1::jsonb) as t (id bigint, words double precision, title jsonb, agency text)
     join articles a on a.id = t.id join feeds f on f.id = a.feed_id
     on conflict (article_id) do update set words = excluded.words, title = excluded.title, own = excluded.own`,
    [json],
  );
}

/** What is kept of the texts of these articles, by id. Relies on the primary keys. */
export async function findStoryTexts(db: Db, ids: string[]): Promise<Map<string, StoryText>> {
  const { rows } = await db.query<StoryTextRow>(
    `select t.article_id as id, t.words, t.title, t.own as "isAgencysOwn", k.article_id is not null as "isKilled",
       coalesce(a.published_at, a.first_seen_at) as at
     from story_texts t join articles a on a.id = t.article_id left join kills k on k.article_id = a.id
     where t.article_id = any ($1::bigint[])`,
    [ids],
  );
  return new Map(
    rows.map((row) => [row.id, { ...row, at: row.at.getTime(), title: new Set(row.title.map(Number)) }]),
  );
}

type StoryTextRow = Omit<StoryText, 'at' | 'title'> & { at: Date; title: string[] };

/** An article that is to be compared with others: its text is new, or has changed. */
export interface ComparableArticle {
  id: string;
  content: Pick<ArticleContent, 'title' | 'bodyText' | 'agency'>;
  firstSeenAt: Date;
}

/**
 * Takes up to `limit` articles first seen since then that were never compared, and notes that they are; no other
 * transaction takes the same ones. Relies on articles_uncompared.
 */
export async function takeUncompared(db: Db, since: Date, limit: number): Promise<ComparableArticle[]> {
  const { rows } = await db.query<ComparableArticle['content'] & { id: string; firstSeenAt: Date }>(
    `with taken as materialized (
       select id from articles where not compared and first_seen_at >= $1 order by first_seen_at limit $2
       for no key update skip locked
     )
     update articles a set compared = true from taken where a.id = taken.id
     returning a.id, a.first_seen_at as "firstSeenAt", a.content->>'title' as title, a.content->>'bodyText' as "bodyText",
       a.content->>'agency' as agency`,
    [since, limit],
  );
  return rows.map(({ id, firstSeenAt, ...content }) => ({ id, firstSeenAt, content }));
}

/** Headlines and texts of these articles as they are now. */
export async function findComparedTexts(
  db: Db,
  ids: string[],
): Promise<(Pick<ArticleContent, 'title' | 'bodyText'> & { id: string })[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<Pick<ArticleContent, 'title' | 'bodyText'> & { id: string }>(
    `select id, content->>'title' as title, content->>'bodyText' as "bodyText" from articles
     where id = any ($1::bigint[])`,
    [ids],
  );
  return rows;
}
