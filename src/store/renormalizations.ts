import type { Db } from './db.ts';

/** A feed whose articles are being made anew of their items. */
export interface Renormalization {
  /** Why, for the log. */
  reason: string;
  requestedAt: Date;
  /** Articles from this id on are done; null: none is. */
  doneTo: string | null;
}

/** Asks for the articles of these feeds, null for all feeds, to be made anew, from the newest on. Returns how many feeds. */
export async function requestRenormalizations(
  db: Db,
  feedIds: string[] | null,
  reason: string,
  now: Date,
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into renormalizations (feed_id, reason, requested_at, newest_item)
     select id, $2, $3, ${newestItem} from feeds where removed_at is null and ($1::bigint[] is null or id = any ($1)) order by id
     ${onceMore}`,
    [feedIds, reason, now],
  );
  return rowCount ?? 0;
}

/** What follows an insert of requests: one that is there begins anew. For src/store alone. */
export const onceMore = `on conflict (feed_id) do update set
       reason = excluded.reason, requested_at = excluded.requested_at, newest_item = excluded.newest_item,
       enqueued_at = null, done_to = null`;

/** The id of the newest item; for src/store alone. */
export const newestItem = '(select coalesce(max(id), 0) from items)';

/**
 * Feeds whose job is to be enqueued, which then counts as done at `now`: those not enqueued yet or since before
 * `before`. A feed of which items wait that were there when it was asked for is left for later: a worker may be
 * normalizing these by the rules of before, and what it stores after the articles were looked through would keep them.
 */
export async function claimRenormalizations(
  db: Db,
  before: Date,
  now: Date,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ feed_id: string }>(
    `with claimed as (
       select feed_id from renormalizations r
       where enqueued_at < $1 or (enqueued_at is null and not exists (
         select from waiting_items w join items i on i.id = w.item_id
         where w.error is null and w.item_id <= r.newest_item and i.feed_id = r.feed_id))
       order by requested_at, feed_id limit $3 for update skip locked
     )
     update renormalizations r set enqueued_at = $2 from claimed where r.feed_id = claimed.feed_id
     returning r.feed_id`,
    [before, now, limit],
  );
  return rows.map((row) => row.feed_id);
}

/** What is asked for a feed, locked until the transaction ends; null when nothing is, or its turn has not come. */
export async function lockRenormalization(db: Db, feedId: string): Promise<Renormalization | null> {
  const { rows } = await db.query<Renormalization>(
    `select reason, requested_at as "requestedAt", done_to as "doneTo" from renormalizations
     where feed_id = $1 and enqueued_at is not null for update`,
    [feedId],
  );
  return rows[0] ?? null;
}

/** Notes that a feed's articles from this id on are done. */
export async function advanceRenormalization(db: Db, feedId: string, doneTo: string): Promise<void> {
  await db.query('update renormalizations set done_to = $2 where feed_id = $1', [feedId, doneTo]);
}

/** Notes that all articles of a feed are done. */
export async function endRenormalization(db: Db, feedId: string): Promise<void> {
  await db.query('delete from renormalizations where feed_id = $1', [feedId]);
}
