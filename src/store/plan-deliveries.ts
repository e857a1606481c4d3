import type { NoticePolicy } from '../domain/subscription.ts';
import type { Db } from './db.ts';

/** A subscription or an output, as far as telling it of events goes. */
export interface Listener {
  id: string;
  topicId: string | null;
  notices: NoticePolicy;
  /** Events after this cursor are for it. */
  startsAfter: string;
}

/** Every subscription. While one is paused, failing or gone, what it is to be told waits. */
export async function listListeners(db: Db): Promise<Listener[]> {
  const { rows } = await db.query<Listener>(
    `select id, topic_id as "topicId", notices, starts_after as "startsAfter" from subscriptions`,
  );
  return rows;
}

/** The stories that these articles belong to now, by article. */
export async function findStoriesOf(db: Db, articleIds: string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ articleId: string; storyId: string }>(
    `select article_id as "articleId", story_id as "storyId" from story_members where article_id = any ($1::bigint[])`,
    [articleIds],
  );
  return new Map(rows.map(({ articleId, storyId }) => [articleId, storyId]));
}

/** That a listener was told of an article. */
export interface Telling {
  listenerId: string;
  articleId: string;
  /** The story of the article, now. */
  storyId: string | null;
}

/** Who was told of these articles, or of others of their stories. Relies on deliveries_of_article. */
export async function findTellings(db: Db, articleIds: string[]): Promise<Telling[]> {
  const { rows } = await db.query<Telling>(
    `with own as (
       select a.id, m.story_id from unnest($1::bigint[]) as a (id) left join story_members m on m.article_id = a.id
     ),
     around as (
       select id, story_id from own
       union select o.article_id, o.story_id from story_members o where o.story_id in (select story_id from own)
     )
     select distinct d.subscription_id as "listenerId", d.article_id as "articleId", a.story_id as "storyId"
     from around a join deliveries d on d.article_id = a.id`,
    [articleIds],
  );
  return rows;
}

/**
 * Writes deliveries that are to be made from `now` on; those that are there already stay as they are, and what a
 * subscription that was removed meanwhile was to be told is left out.
 */
export async function insertDeliveries(
  db: Db,
  planned: { listenerId: string; cursor: string; articleId: string }[],
  now: Date,
): Promise<void> {
  if (planned.length === 0) return;
  await db.query(
    `with listening as (select id from subscriptions where id = any ($1) order by id for key share)
     insert into deliveries (subscription_id, cursor, article_id, due_at, created_at)
     select p.*, $4::timestamptz, $4::timestamptz
     from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as p (subscription_id, cursor, article_id)
     join listening l on l.id = p.subscription_id
     order by p.cursor
     on conflict do nothing`,
    [
      planned.map(({ listenerId }) => listenerId),
      planned.map(({ cursor }) => cursor),
      planned.map(({ articleId }) => articleId),
      now,
    ],
  );
}
