import type { FetchRecord } from '../domain/feed.ts';
import type { FeedState } from '../domain/feed-state.ts';
import type { Validators } from '../domain/fetch-outcome.ts';
import type { PollingHistory } from '../domain/polling-history.ts';
import type { Db } from './db.ts';
import type { Claim } from './polling.ts';
import { storableJson, storableText } from './storable.ts';

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
  /** Where it will be asked then. */
  host: string;
  /** Null keeps the ones we have. */
  validators: Validators | null;
  /** Failures in a row, this one included; 0 after a success. */
  failures: number;
  /** This fetch included. */
  history: PollingHistory;
  state: FeedState;
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
  const { items } = fetch;
  const { rows } = await db.query<{ batch: string; items_new: number; items_changed: number }>(
    `with polled as (
       select * from jsonb_to_record($3::jsonb) as f (
         due_at timestamptz, host text, failures integer, has_validators boolean, etag text, last_modified text,
         history jsonb, state text,
         started_at timestamptz, duration_ms integer, outcome text, code text, status integer, url text,
         bytes integer, items integer, message text,
         is_read boolean, title text, link text, language text, rights text)
     ), settled as (
       update polling p set claimed_until = null, due_at = f.due_at, host = f.host, fetched_at = f.started_at, outcome = f.outcome,
         failures = f.failures,
         failing_since = case when f.failures = 0 then null else coalesce(p.failing_since, f.started_at) end,
         succeeded_at = case when f.failures = 0 then f.started_at else p.succeeded_at end,
         etag = case when f.has_validators then f.etag else p.etag end,
         last_modified = case when f.has_validators then f.last_modified else p.last_modified end,
         history = f.history, state = f.state,
         state_since = case when p.state = f.state then p.state_since else f.started_at end
       from polled f
       where p.feed_id = $1 and p.claim = $2 and p.claimed_until is not null
       returning p.feed_id
     ), incoming as (
       select * from unnest($4::text[], $5::bytea[], $6::bytea[], $7::bytea[]) with ordinality
         as i (key, key_hash, content_hash, body, position)
     ), heads as (
       insert into item_heads (feed_id, key_hash, content_hash)
       select settled.feed_id, key_hash, content_hash from settled, incoming
       on conflict (feed_id, key_hash) do update set content_hash = excluded.content_hash
         where item_heads.content_hash <> excluded.content_hash
       returning key_hash, (xmax = 0) as is_new
     ), stored as (
       insert into items (feed_id, key, received_at, body)
       select $1, key, polled.started_at, body from polled, heads join incoming using (key_hash) order by position
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
     ), named as (
       update feeds set title = f.title, site_url = f.link, stated_language = f.language, stated_rights = f.rights
       from polled f
       where f.is_read and id = (select feed_id from settled)
         and (feeds.title, site_url, stated_language, stated_rights)
           is distinct from (f.title, f.link, f.language, f.rights)
     )
     select logged.id as batch,
       (select count(*)::integer from heads where is_new) as items_new,
       (select count(*)::integer from heads where not is_new) as items_changed
     from logged`,
    [
      claim.feedId,
      claim.claim,
      fetchJson(fetch),
      items.map((item) => storableText(item.key)),
      items.map((item) => item.keyHash),
      items.map((item) => item.contentHash),
      items.map((item) => item.body),
    ],
  );
  const row = rows[0];
  if (!row) return null;
  return { batch: row.batch, itemsNew: row.items_new, itemsChanged: row.items_changed };
}

function fetchJson({ record, validators, seen, ...fetch }: SettledFetch): string {
  return storableJson({
    due_at: fetch.dueAt,
    host: fetch.host,
    failures: fetch.failures,
    has_validators: validators !== null,
    etag: validators?.etag,
    last_modified: validators?.lastModified,
    history: fetch.history,
    state: fetch.state,
    started_at: record.startedAt,
    duration_ms: record.durationMs,
    outcome: record.outcome,
    code: record.code,
    status: record.status,
    url: record.url,
    bytes: record.bytes,
    items: record.items,
    message: record.message,
    is_read: seen !== null,
    title: seen?.title,
    link: seen?.link,
    language: seen?.language,
    rights: seen?.rights,
  });
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
