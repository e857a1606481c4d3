import type { Db } from './db.ts';

/** An item that could not be normalized or stored. */
export interface SetAsideItem {
  id: string;
  feedId: string;
  /** The item's key in its feed. */
  key: string;
  reason: string;
  /** When its batch was last enqueued, ISO 8601 UTC. */
  since: string;
}

/** A page of items that were set aside, by ascending id, from after `after`. */
export async function listSetAsideItems(
  db: Db,
  page: { after: string; limit: number },
): Promise<SetAsideItem[]> {
  const { rows } = await db.query<SetAsideItem & { since: Date }>(
    `select i.id, i.feed_id as "feedId", i.key, w.error as reason, w.enqueued_at as since
     from waiting_items w join items i on i.id = w.item_id
     where w.error is not null and w.item_id > $1 order by w.item_id limit $2`,
    [page.after, page.limit],
  );
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}

/**
 * Lets items that were set aside wait again, so that the next sweep enqueues their batches, and returns the ids of
 * those that were. Null: all of them.
 */
export async function retrySetAsideItems(db: Db, ids: string[] | null): Promise<string[]> {
  const { rows } = await db.query<{ item_id: string }>(
    `update waiting_items set error = null
     where error is not null and ($1::bigint[] is null or item_id = any ($1)) returning item_id`,
    [ids],
  );
  return rows.map((row) => row.item_id);
}
