import type { Article, ArticleContent, Removal } from '../domain/article.ts';
import type { MatchedBy } from '../domain/identity.ts';
import type { Killed } from '../domain/kill.ts';
import type { Query } from '../domain/query.ts';
import type { RevisionClass } from '../domain/revision.ts';
import type { Db } from './db.ts';
import { type Bind, conditionOf, type FeedsOf } from './query-condition.ts';
import { toTsQuery } from './search-query.ts';

/** Which articles to list. Null filters let everything pass. */
export interface ArticleFilter {
  /** Articles older than the one with this id. */
  after: string | null;
  /** Seen in this feed. */
  feedId: string | null;
  /** Seen in a feed of this outlet. */
  outlet: string | null;
  section: string | null;
  /** A language range (RFC 4647 §3.3.1): `en` finds `en-GB` too. */
  language: string | null;
  /** Words as in a web search: `"a phrase"`, `or`, `-without`; case and accents make no difference. */
  query: string | null;
  /** An event of it concerned the topic with this id, whose query matched. */
  topicId: string | null;
  /** What a topic's query may match (conditionOf). */
  matching: { query: Query; feedsOf: FeedsOf } | null;
  /** First seen at or after this time. */
  since: Date | null;
  /** First seen before this time. */
  until: Date | null;
}

/** Lets every article pass. */
export const everyArticle: ArticleFilter = {
  after: null,
  feedId: null,
  outlet: null,
  section: null,
  language: null,
  query: null,
  topicId: null,
  matching: null,
  since: null,
  until: null,
};

/** One revision of an article, without its content; `class` says what the change to it was. */
export interface RevisionSummary {
  revision: number;
  class: RevisionClass | null;
  changedAt: string;
}

/** An article seen in a feed; `matchedBy` says why it is the same one. */
export interface Sighting {
  feedId: string;
  feed: string;
  outlet: string | null;
  url: string | null;
  matchedBy: MatchedBy;
  seenAt: string;
}

/** An article with its history: newest revisions first, oldest sightings first, and what normalization took away. */
export interface ArticleRecord {
  article: Article;
  removed: Removal[];
  revisions: RevisionSummary[];
  sightings: Sighting[];
  /** When and why another article of its story was killed. */
  killedCopy: (Killed & { articleId: string }) | null;
}

const maxRevisions = 1000;
const maxSightings = 1000;

/**
 * A page of articles, newest first; the next page is the one after the last id. Killed ones are left out unless
 * `withKilled`. Only the filters that are given become SQL, so that each can use its index: articles_by_section, articles_by_language, articles_search, and the
 * primary key of sightings.
 */
export async function listArticles(
  db: Db,
  filter: ArticleFilter,
  limit: number,
  withKilled = false,
): Promise<Article[]> {
  const values: unknown[] = [limit];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const given = (Object.keys(conditions) as (keyof ArticleFilter)[]).filter((name) => filter[name] !== null);
  const conditionsOf = given.map((name) => conditions[name](filter, bind));
  const where = withKilled ? conditionsOf : ['k.article_id is null', ...conditionsOf];
  const { rows } = await db.query<ArticleRow>(
    `select ${articleColumns} from ${articleTables} ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by a.id desc limit $1`,
    values,
  );
  return rows.map(toArticle);
}

/** The articles with these ids, as of now, by id. */
export async function findArticles(db: Db, ids: string[]): Promise<Map<string, Article>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<ArticleRow>(
    `select ${articleColumns} from ${articleTables} where a.id = any ($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, toArticle(row)]));
}

/** An article with its newest revisions and first sightings; null when there is none with this id. */
export async function findArticleRecord(db: Db, id: string): Promise<ArticleRecord | null> {
  const { rows } = await db.query<ArticleRow & CopyRow & { removed: Removal[] }>(
    `select ${articleColumns}, a.removed, c.article_id as copy_id, c.killed_at as copy_killed_at, c.reason as copy_reason
     from ${articleTables} left join kills c on c.article_id = ${killedInStory} where a.id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  const [revisions, sightings] = await Promise.all([listRevisions(db, id), listSightings(db, id)]);
  const { removed, copy_id: articleId } = row;
  const copy = toKilled(row.copy_killed_at, row.copy_reason);
  const killedCopy = articleId && copy ? { articleId, ...copy } : null;
  return { article: toArticle(row), removed, revisions, sightings, killedCopy };
}

/** The article as it was in one revision, since when, and the item it was made of; null when there is no such revision. */
export async function findArticleRevision(
  db: Db,
  id: string,
  revision: number,
): Promise<{ article: Article; changedAt: string; itemId: string } | null> {
  const { rows } = await db.query<ArticleRow & { changed_at: Date; item_id: string }>(
    `select a.id, v.revision, v.content, a.first_seen_at, ${surroundingColumns}, v.changed_at, v.item_id
     from ${articleTables} join (
       select id as article_id, revision, item_id, content, changed_at from articles where id = $1 and revision = $2
       union all
       select article_id, revision, item_id, content, changed_at from revisions where article_id = $1 and revision = $2
     ) v on v.article_id = a.id`,
    [id, revision],
  );
  const [row] = rows;
  return row
    ? { article: toArticle(row), changedAt: row.changed_at.toISOString(), itemId: row.item_id }
    : null;
}

function toKilled(at: Date | null, reason: string | null): Killed | null {
  return at && { at: at.toISOString(), reason: reason ?? '' };
}

async function listRevisions(db: Db, id: string): Promise<RevisionSummary[]> {
  const { rows } = await db.query<{ revision: number; changed_at: Date; class: RevisionClass | null }>(
    `select revision, changed_at, class from (
       select revision, changed_at, class from articles where id = $1
       union all
       select revision, changed_at, class from revisions where article_id = $1
     ) v order by revision desc limit ${maxRevisions}`,
    [id],
  );
  return rows.map(({ changed_at, ...revision }) => ({ ...revision, changedAt: changed_at.toISOString() }));
}

async function listSightings(db: Db, id: string): Promise<Sighting[]> {
  const { rows } = await db.query<Omit<Sighting, 'seenAt'> & { seen_at: Date }>(
    `select s.feed_id as "feedId", coalesce(f.title, f.key) as feed, f.outlet, s.url, s.matched_by as "matchedBy", s.seen_at
     from sightings s join feeds f on f.id = s.feed_id
     where s.article_id = $1 order by s.seen_at, s.feed_id, s.key_hash limit ${maxSightings}`,
    [id],
  );
  return rows.map(({ seen_at, ...sighting }) => ({ ...sighting, seenAt: seen_at.toISOString() }));
}

const conditions: Record<keyof ArticleFilter, (filter: ArticleFilter, bind: Bind) => string> = {
  after: ({ after }, bind) => `a.id < ${bind(after)}`,
  feedId: ({ feedId }, bind) => `a.id in (select article_id from sightings where feed_id = ${bind(feedId)})`,
  outlet: ({ outlet }, bind) =>
    `a.id in (select s.article_id from sightings s join feeds o on o.id = s.feed_id where o.outlet = ${bind(outlet)})`,
  section: ({ section }, bind) => `a.section = ${bind(section)}`,
  language({ language }, bind) {
    const tag = bind(language);
    return `(lower(a.language) = lower(${tag}) or starts_with(lower(a.language), lower(${tag}) || '-'))`;
  },
  query: ({ query }, bind) => `a.search @@ ${bind(toTsQuery(query ?? ''))}::tsquery`,
  topicId: ({ topicId }, bind) =>
    `a.id in (select article_id from topic_matches where topic_id = ${bind(topicId)} and holds)`,
  matching: ({ matching }, bind) =>
    matching === null ? 'true' : conditionOf(matching.query, matching.feedsOf, bind),
  since: ({ since }, bind) => `a.first_seen_at >= ${bind(since)}`,
  until: ({ until }, bind) => `a.first_seen_at < ${bind(until)}`,
};

/** Relies on story_members_by_story; most stories have few members, and most articles are in none. */
const killedInStory = `(select min(other.article_id) from story_members other join kills using (article_id)
  where other.story_id = s.id and other.article_id <> a.id)`;
const surroundingColumns = `a.feed_id, coalesce(f.title, f.key) as feed, f.outlet, coalesce(f.site_url, f.url) as site,
  s.id as story_id, s.size as story_size, s.lead_id as story_lead, ${killedInStory} as story_killed,
  k.killed_at, k.reason as kill_reason`;
const articleColumns = `a.id, a.revision, a.content, a.first_seen_at, ${surroundingColumns}`;
const articleTables = `articles a join feeds f on f.id = a.feed_id left join kills k on k.article_id = a.id
  left join story_members m on m.article_id = a.id left join stories s on s.id = m.story_id`;

interface ArticleRow {
  id: string;
  revision: number;
  content: ArticleContent;
  first_seen_at: Date;
  feed_id: string;
  feed: string;
  outlet: string | null;
  site: string;
  story_id: string | null;
  story_size: number;
  story_lead: string;
  story_killed: string | null;
  killed_at: Date | null;
  kill_reason: string | null;
}

interface CopyRow {
  copy_id: string | null;
  copy_killed_at: Date | null;
  copy_reason: string | null;
}

function toArticle(row: ArticleRow): Article {
  return {
    id: row.id,
    revision: row.revision,
    ...row.content,
    firstSeenAt: row.first_seen_at.toISOString(),
    source: {
      feedId: row.feed_id,
      feed: row.feed,
      outlet: row.outlet,
      domain: domainOf(row.content.url) ?? domainOf(row.site),
    },
    story: toStory(row),
    killed: toKilled(row.killed_at, row.kill_reason),
  };
}

function toStory({ story_id: id, story_size: size, story_lead: leadId, story_killed: killedId }: ArticleRow) {
  return id === null ? null : { id, size, leadId, killedId };
}

/** The host without `www.`, so that an outlet's two spellings are one. */
function domainOf(url: string | null): string | null {
  const host = url === null ? undefined : URL.parse(url)?.hostname;
  return host ? host.replace(/^www\./, '') : null;
}
