import type { FetchRecord } from '../domain/feed.ts';
import type { FeedState } from '../domain/feed-state.ts';
import type { Validators } from '../domain/fetch-outcome.ts';
import type { PollingHistory } from '../domain/polling-history.ts';
import type { Db } from './db.ts';
import type { Claim } from './polling.ts';
import { storableJson } from './storable.ts';
import {
  type IncomingItem,
  itemParameters,
  recordColumns,
  recordFields,
  type StoredItems,
  selectStoredItems,
  storeItemsSteps,
} from './store-items.ts';

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

/**
 * Settles a claim in one statement: next due time, fetch log, and every item whose content is not the newest known
 * under its key, which then waits to be normalized. Null, and nothing written, when the claim is no longer the feed's.
 */
export async function settleFetch(db: Db, claim: Claim, fetch: SettledFetch): Promise<StoredItems | null> {
  const { rows } = await db.query<StoredItems>(
    `with polled as (
       select * from jsonb_to_record($3::jsonb) as f (
         due_at timestamptz, host text, failures integer, has_validators boolean, etag text, last_modified text,
         history jsonb, state text, ${recordColumns},
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
     ), ${storeItemsSteps(4)}, named as (
       update feeds set title = f.title, site_url = f.link, stated_language = f.language, stated_rights = f.rights
       from polled f
       where f.is_read and id = (select feed_id from settled)
         and (feeds.title, site_url, stated_language, stated_rights)
           is distinct from (f.title, f.link, f.language, f.rights)
     )
     ${selectStoredItems}`,
    [claim.feedId, claim.claim, fetchJson(fetch), ...itemParameters(fetch.items)],
  );
  return rows[0] ?? null;
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
    ...recordFields(record),
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
