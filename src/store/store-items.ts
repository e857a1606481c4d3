import type { FetchRecord } from '../domain/feed.ts';
import { storableText } from './storable.ts';

/** An item on its way into the store. `body` is the item as JSON, deflated; hashes are 16 bytes. */
export interface IncomingItem {
  key: string;
  keyHash: Buffer;
  contentHash: Buffer;
  body: Buffer;
}

/** What a fetch or a push brought. */
export interface StoredItems {
  /** The batch under which the new and changed items wait to be normalized. */
  batch: string;
  itemsNew: number;
  itemsChanged: number;
}

/**
 * The steps of a statement that store what is new or changed, each item then waiting to be normalized, and write the
 * line of the fetch log. They follow `settled` (feed_id; empty where nothing is to be written) and `polled` (the
 * record); the items are the parameters from `$first` on. For src/store alone.
 */
export function storeItemsSteps(first: number): string {
  return `incoming as (
       select * from unnest($${first}::text[], $${first + 1}::bytea[], $${first + 2}::bytea[], $${first + 3}::bytea[])
         with ordinality as i (key, key_hash, content_hash, body, position)
     ), heads as (
       insert into item_heads (feed_id, key_hash, content_hash)
       -- In one order everywhere, so that a poll and a push at the same time do not wait for each other.
       select settled.feed_id, key_hash, content_hash from settled, incoming order by key_hash
       on conflict (feed_id, key_hash) do update set content_hash = excluded.content_hash
         where item_heads.content_hash <> excluded.content_hash
       returning key_hash, (xmax = 0) as is_new
     ), stored as (
       insert into items (feed_id, key, received_at, body)
       select settled.feed_id, key, polled.started_at, body
       from settled, polled, heads join incoming using (key_hash) order by position
       returning id
     ), logged as (
       insert into fetches (feed_id, started_at, duration_ms, outcome, code, status, url, bytes, items, items_new,
                            items_changed, message)
       select feed_id, started_at, duration_ms, outcome, code, status, url, bytes, items,
         (select count(*) from heads where is_new), (select count(*) from heads where not is_new), message
       from settled, polled
       returning id
     ), waiting as (
       insert into waiting_items (item_id, batch, enqueued_at)
       select stored.id, logged.id, polled.started_at from stored, logged, polled
     )`;
}

/** What follows the steps: one StoredItems, or no row where nothing was settled. */
export const selectStoredItems = `select logged.id as batch,
       (select count(*)::integer from heads where is_new) as "itemsNew",
       (select count(*)::integer from heads where not is_new) as "itemsChanged"
     from logged`;

/** The columns of a fetch log's line in a jsonb_to_record. */
export const recordColumns = `started_at timestamptz, duration_ms integer, outcome text, code text, status integer, url text,
         bytes integer, items integer, message text`;

/** A fetch log's line under the names of its columns. */
export function recordFields(record: Omit<FetchRecord, 'itemsNew' | 'itemsChanged'>) {
  const { startedAt, durationMs, ...others } = record;
  return { started_at: startedAt, duration_ms: durationMs, ...others };
}

/** The parameters of the steps. */
export function itemParameters(items: readonly IncomingItem[]): [string[], Buffer[], Buffer[], Buffer[]] {
  return [
    items.map((item) => storableText(item.key)),
    items.map((item) => item.keyHash),
    items.map((item) => item.contentHash),
    items.map((item) => item.body),
  ];
}
