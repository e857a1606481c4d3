import type { FetchRecord } from '../domain/feed.ts';
import type { Validators } from '../domain/fetch-outcome.ts';
import type { Db } from './db.ts';
import type { Claim } from './polling.ts';
import { storableText } from './storable.ts';

/** An item on its way into the store. `body` is the item as JSON, deflated; hashes are 16 bytes. */
export interface IncomingItem {
  key: string;
  keyHash: Buffer;
  contentHash: Buffer;
  body: Buffer;
}

export interface FeedSelfDescription {
  title: string | null;
  link: string | null;
  language: string | null;
  rights: string | null;
}

/** How a fetch ended and what follows for the feed. */
export interface SettledFetch {
  record: Omit<FetchRecord, 'itemsNew' | 'itemsChanged'>;
  dueAt: Date;
  /** Null keeps the ones we have. */
  validators: Validators | null;
  /** Failures in a row, this one included; 0 after a success. */
  failures: number;
  movedTo: string | null;
  /** What the feed says of itself; null where nothing was read. */
  seen: FeedSelfDescription | null;
  /** Oldest first. */
  items: IncomingItem[];
}

/** What a settled fetch brought. */
export interface StoredItems {
  /** The batch under which the new and changed items wait to be normalized. */
  batch: string;
  itemsNew: number;
  itemsChanged: number;
}

/**
 * Settles a claim in one statement: next due time, fetch log, and every item whose content is not the newest known
 * under its key, which then waits to be normalized. Null, and nothing written, when the claim is no longer the feed's.
 */
export async function settleFetch(db: Db, claim: Claim, fetch: SettledFetch): Promise<StoredItems | null> {
  const { record, items } = fetch;
  const { rows } = await db.query<{ batch: string; items_new: number; items_changed: number }>(
    `with settled as (
       update polling set claimed_until = null, due_at = $3, fetched_at = $4, outcome = $5, failures = $6,
         failing_since = case when $6 = 0 then null else coalesce(failing_since, $4) end,
         succeeded_at = case when $6 = 0 then $4 else succeeded_at end,
         etag = case when $7 then $8 else etag end, last_modified = case when $7 then $9 else last_modified end,
         moved_to = $10
       where feed_id = $1 and claim = $2 and claimed_until is not null
       returning feed_id
     ), incoming as (
       select * from unnest($11::text[], $12::bytea[], $13::bytea[], $14::bytea[]) with ordinality
         as i (key, key_hash, content_hash, body, position)
     ), heads as (
       insert into item_heads (feed_id, key_hash, content_hash)
       select settled.feed_id, key_hash, content_hash from settled, incoming
       on conflict (feed_id, key_hash) do update set content_hash = excluded.content_hash
         where item_heads.content_hash <> excluded.content_hash
       returning key_hash, (xmax = 0) as is_new
     ), stored as (
       insert into items (feed_id, key, received_at, body)
       select $1, key, $4, body from heads join incoming using (key_hash) order by position
       returning id
     ), logged as (
       insert into fetches (feed_id, started_at, duration_ms, outcome, code, status, url, bytes, items, items_new,
                            items_changed, message)
       select feed_id, $4, $15, $5, $16, $17, $18, $19, $20, (select count(*) from heads where is_new),
         (select count(*) from heads where not is_new), $21 from settled
       returning id
     ), waiting as (
       insert into waiting_items (item_id, batch, enqueued_at) select stored.id, logged.id, $4 from stored, logged
     ), named as (
       update feeds set title = $22, site_url = $23, stated_language = $24, stated_rights = $25
       where $26 and id = (select feed_id from settled)
         and (title, site_url, stated_language, stated_rights) is distinct from ($22, $23, $24, $25)
     )
     select logged.id as batch,
       (select count(*)::integer from heads where is_new) as items_new,
       (select count(*)::integer from heads where not is_new) as items_changed
     from logged`,
    [
      claim.feedId,
      claim.claim,
      fetch.dueAt,
      record.startedAt,
      record.outcome,
      fetch.failures,
      fetch.validators !== null,
      fetch.validators?.etag ?? null,
      fetch.validators?.lastModified ?? null,
      fetch.movedTo,
      items.map((item) => storableText(item.key)),
      items.map((item) => item.keyHash),
      items.map((item) => item.contentHash),
      items.map((item) => item.body),
      record.durationMs,
      record.code,
      record.status,
      record.url,
      record.bytes,
      record.items,
      storableOrNull(record.message),
      storableOrNull(fetch.seen?.title),
      storableOrNull(fetch.seen?.link),
      storableOrNull(fetch.seen?.language),
      storableOrNull(fetch.seen?.rights),
      fetch.seen !== null,
    ],
  );
  const row = rows[0];
  if (!row) return null;
  return { batch: row.batch, itemsNew: row.items_new, itemsChanged: row.items_changed };
}

function storableOrNull(text: string | null | undefined): string | null {
  return text == null ? null : storableText(text);
}

/** The newest fetches of a feed, newest first. */
export async function listFetches(db: Db, feedId: string, limit: number): Promise<FetchRecord[]> {
  const { rows } = await db.query<FetchRecord & { startedAt: Date }>(
    `select started_at as "startedAt", duration_ms as "durationMs", outcome, code, status, url, bytes, items,
       items_new as "itemsNew", items_changed as "itemsChanged", message
     from fetches where feed_id = $1 order by id desc limit $2`,
    [feedId, limit],
  );
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() }));
}
