import type { ArticleVersion } from '../domain/article-version.ts';
import type { MatchedBy } from '../domain/identity.ts';
import type { Db } from './db.ts';
import { encodeSearchVectors } from './search-vector.ts';
import { storableJson, storableText } from './storable.ts';

/** An article seen in a feed. */
export interface NewSighting {
  feedId: string;
  keyHash: Buffer;
  key: string;
  articleId: string;
  url: string | null;
  matchedBy: MatchedBy;
  seenAt: Date;
}

/** The columns of an ArticleVersion in a query of articles as `a`; for src/store alone. */
export const versionOfArticle = `a.id, a.revision, a.item_id as "itemId", a.feed_id as "feedId", a.content, a.removed,
  a.class,
  a.first_seen_at as "firstSeenAt", a.changed_at as "changedAt"`;

/** `n` article ids that nothing else gets, ascending. */
export async function reserveArticleIds(db: Db, n: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "select nextval('article_ids') as id from generate_series(1, $1)",
    [n],
  );
  return rows.map((row) => row.id);
}

/**
 * Takes items off the waiting list and returns the ones that were on it, ascending. Of two workers with the same
 * items, one gets them: this makes a job that runs twice do no harm.
 */
export async function takeWaitingItems(db: Db, itemIds: string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ item_id: string }>(
    `with mine as materialized (
       select item_id from waiting_items where item_id = any ($1::bigint[]) order by item_id for update)
     delete from waiting_items using mine where waiting_items.item_id = mine.item_id returning mine.item_id`,
    [itemIds],
  );
  return new Set(rows.map((row) => row.item_id));
}

/**
 * The current versions of these articles, locked until the transaction ends. Rows that point to them, as those of
 * stories and events do, can be written meanwhile: whoever writes them may hold a lock that this transaction wants.
 */
export async function lockArticles(db: Db, ids: string[]): Promise<ArticleVersion[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<ArticleVersion>(
    `select ${versionOfArticle} from articles a where id = any ($1::bigint[]) order by id for no key update`,
    [ids],
  );
  return rows;
}

/** Writes first versions. They are to be compared in the same transaction; see relateStories. */
export async function insertArticles(db: Db, articles: ArticleVersion[]): Promise<void> {
  if (articles.length === 0) return;
  await db.query(
    `insert into articles (id, revision, item_id, feed_id, content, removed, class, first_seen_at, changed_at,
                           published_at, language, section, search, compared)
     select id, revision, item_id, feed_id, content, removed, class, first_seen_at, changed_at, published_at, language,
       section, search, true from ${searchedVersionRows}`,
    [versionsJson(articles), encodeSearchVectors(articles.map(({ content }) => content))],
  );
}

/** Writes later versions over the current ones. */
export async function reviseArticles(db: Db, articles: ArticleVersion[]): Promise<void> {
  if (articles.length === 0) return;
  await db.query(
    `update articles a set revision = v.revision, item_id = v.item_id, content = v.content, removed = v.removed,
       class = v.class, changed_at = v.changed_at, published_at = v.published_at, language = v.language, section = v.section,
       search = v.search
     from ${searchedVersionRows} where a.id = v.id`,
    [versionsJson(articles), encodeSearchVectors(articles.map(({ content }) => content))],
  );
}

/** Keeps versions that others have taken the place of. */
export async function insertRevisions(db: Db, articles: ArticleVersion[]): Promise<void> {
  if (articles.length === 0) return;
  await db.query(
    `insert into revisions (article_id, revision, item_id, content, class, changed_at)
     select id, revision, item_id, content, class, changed_at from ${versionRows}`,
    [versionsJson(articles)],
  );
}

/** Writes sightings; an item that was seen before keeps its first one. */
export async function insertSightings(db: Db, sightings: NewSighting[]): Promise<void> {
  await db.query(
    `insert into sightings (feed_id, key_hash, key, article_id, url, matched_by, seen_at)
     select * from unnest($1::bigint[], $2::bytea[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::timestamptz[])
     on conflict do nothing`,
    [
      sightings.map((sighting) => sighting.feedId),
      sightings.map((sighting) => sighting.keyHash),
      sightings.map((sighting) => storableText(sighting.key)),
      sightings.map((sighting) => sighting.articleId),
      sightings.map((sighting) => sighting.url),
      sightings.map((sighting) => sighting.matchedBy),
      sightings.map((sighting) => sighting.seenAt),
    ],
  );
}

const versionColumns = `id bigint, revision integer, item_id bigint, feed_id bigint, content jsonb, removed jsonb,
  class text, first_seen_at timestamptz, changed_at timestamptz, published_at timestamptz, language text, section text`;
const versionSet = `jsonb_to_recordset($1::jsonb) as (${versionColumns})`;

/** One row a version in `$1`, a JSON array. */
const versionRows = `rows from (${versionSet}) as v`;

/** The same with `search`, from `$2` in the same order. */
const searchedVersionRows = `rows from (${versionSet}, unnest($2::tsvector[])) as v (id, revision, item_id, feed_id,
  content, removed, class, first_seen_at, changed_at, published_at, language, section, search)`;

function versionsJson(articles: ArticleVersion[]): string {
  return storableJson(
    articles.map((article) => ({
      id: article.id,
      revision: article.revision,
      item_id: article.itemId,
      feed_id: article.feedId,
      content: article.content,
      removed: article.removed,
      class: article.class,
      first_seen_at: article.firstSeenAt,
      changed_at: article.changedAt,
      published_at: article.content.publishedAt,
      language: article.content.language,
      section: article.content.section,
    })),
  );
}
