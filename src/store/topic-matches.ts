import type { TopicMatch } from '../domain/topic.ts';
import type { Db } from './db.ts';
import { moveFollower, topicsFollower } from './followers.ts';

/** Where NOTIFY tells how far the log is matched; its payload is that cursor. */
export const matchedChannel = 'wiredesk_matched';

/**
 * Matches of topics, the contract for whoever delivers: a row says that the event with this cursor concerns the topic,
 * `holds` whether the topic's query matches, or whether the event (an update, a kill, a change of the story) is told
 * because an earlier one of the same article was.
 *
 * `topicsFollower` (followers.ts) writes them in the order of the log, those of one part of it in one transaction
 * with its own cursor, `next`. So a reader that takes matches after its own cursor up to the follower's misses none and sees
 * none twice. Runs over the past (`insertPastMatches`) add rows below the follower's cursor, for lists: nobody
 * is told of them.
 */
export async function writeMatches(db: Db, matches: readonly TopicMatch[], next: string): Promise<void> {
  await insertMatches(db, matches);
  await moveFollower(db, topicsFollower, next);
  await db.query('select pg_notify($1, $2)', [matchedChannel, next]);
}

async function insertMatches(db: Db, matches: readonly TopicMatch[]): Promise<void> {
  if (matches.length === 0) return;
  await db.query(
    `insert into topic_matches (topic_id, cursor, article_id, holds)
     select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::boolean[]) on conflict do nothing`,
    [
      matches.map(({ topicId }) => topicId),
      matches.map(({ cursor }) => cursor),
      matches.map(({ articleId }) => articleId),
      matches.map(({ holds }) => holds),
    ],
  );
}

/** Matches of a topic in the order of the log, after one cursor and up to another. Relies on the primary key. */
export async function listMatches(
  db: Db,
  { topicId, after, until, limit }: { topicId: string; after: string; until: string; limit: number },
): Promise<TopicMatch[]> {
  const { rows } = await db.query<TopicMatch>(
    `select topic_id as "topicId", cursor, article_id as "articleId", holds from topic_matches
     where topic_id = $1 and cursor > $2 and cursor <= $3 order by cursor limit $4`,
    [topicId, after, until, limit],
  );
  return rows;
}

/** The topics whose query these events match, by cursor. Relies on topic_matches_by_cursor. */
export async function findTopicsOfEvents(db: Db, cursors: string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await db.query<{ cursor: string; topicIds: string[] }>(
    `select cursor, array_agg(topic_id::text) as "topicIds" from topic_matches
     where cursor = any ($1::bigint[]) and holds group by cursor`,
    [cursors],
  );
  return new Map(rows.map(({ cursor, topicIds }) => [cursor, new Set(topicIds)]));
}

/** The topics that earlier events of these articles concerned, by article. Relies on topic_matches_by_article. */
export async function findTopicsOfArticles(db: Db, articleIds: string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await db.query<{ articleId: string; topicIds: string[] }>(
    `select article_id as "articleId", array_agg(distinct topic_id::text) as "topicIds" from topic_matches
     where article_id = any ($1::bigint[]) group by article_id`,
    [articleIds],
  );
  return new Map(rows.map(({ articleId, topicIds }) => [articleId, new Set(topicIds)]));
}

/**
 * Writes that a topic matches these articles, at their last event that the follower has seen, where the topic does not
 * know them yet; returns how many it did not.
 */
export async function insertPastMatches(db: Db, topicId: string, articleIds: string[]): Promise<number> {
  const { rowCount } = await db.query(
    `insert into topic_matches (topic_id, cursor, article_id, holds)
     select $1, max(e.cursor), e.article_id, true from events e
     where e.article_id = any ($2::bigint[]) and e.cursor <= (select cursor from followers where name = '${topicsFollower}')
       and not exists (select from topic_matches m where m.article_id = e.article_id and m.topic_id = $1)
     group by e.article_id on conflict do nothing`,
    [topicId, articleIds],
  );
  return rowCount ?? 0;
}
