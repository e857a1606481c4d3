import type { FetchRecord } from '../domain/feed.ts';
import type { KeyFallback } from '../domain/item-keys.ts';
import type { PushState } from '../domain/push.ts';
import type { Db } from './db.ts';
import { type HubSubscription, subscriptionColumns } from './hub-subscriptions.ts';
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

/** What a hub pushed, as it came. */
export interface IncomingPush {
  feedId: string;
  receivedAt: Date;
  contentType: string | null;
  body: Uint8Array;
}

/** Keeps a push until it is read; its id, or null where `maxWaiting` of its feed wait already. Relies on pushes_by_feed. */
export async function keepPush(db: Db, push: IncomingPush, maxWaiting: number): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `insert into pushes (feed_id, received_at, content_type, body, due_at)
     select $1, $2, $3, $4, $2 where (select count(*) from pushes where feed_id = $1) < $5 returning id`,
    [push.feedId, push.receivedAt, push.contentType, push.body, maxWaiting],
  );
  return rows[0]?.id ?? null;
}

/** Takes pushes that wait at `now`; they count as due again after `claimSeconds`, so that a lost job comes back. */
export async function claimDuePushes(
  db: Db,
  now: Date,
  { limit, claimSeconds }: { limit: number; claimSeconds: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with due as (select id from pushes where due_at <= $1 order by due_at, id limit $2 for update skip locked)
     update pushes set due_at = $1::timestamptz + make_interval(secs => $3) from due where pushes.id = due.id
     returning pushes.id`,
    [now, limit, claimSeconds],
  );
  return rows.map(({ id }) => id);
}

/** A push that waits, and the subscription it came by. */
export interface WaitingPush extends IncomingPush {
  key: string;
  /** By what the items of its feed are told apart instead of their ids; null where those are believed. */
  keyFallback: KeyFallback | null;
  subscription: HubSubscription;
}

/** The push with this id; null when it has been read already. */
export async function findPush(db: Db, id: string): Promise<WaitingPush | null> {
  const { rows } = await db.query<HubSubscription & Omit<WaitingPush, 'subscription'>>(
    `select p.received_at as "receivedAt", p.content_type as "contentType", p.body, f.key, o.history->'keyFallback' as "keyFallback",
       ${subscriptionColumns}
     from pushes p join hub_subscriptions s on s.feed_id = p.feed_id join feeds f on f.id = p.feed_id
       join polling o on o.feed_id = p.feed_id
     where p.id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  const { receivedAt, contentType, body, key, keyFallback, ...subscription } = row;
  return { feedId: subscription.feedId, receivedAt, contentType, body, key, keyFallback, subscription };
}

/** How reading a push ended. */
export interface SettledPush {
  record: Omit<FetchRecord, 'itemsNew' | 'itemsChanged'>;
  /** What it leaves of the trust in the hub. */
  trust: { state: PushState; missedAt: Date | null };
  /** Oldest first. */
  items: IncomingItem[];
}

/**
 * Settles a push in one statement: it waits no more, stands in the fetch log, and what is new or changed in it waits to
 * be normalized, as after a fetch. Null, and nothing written, when it was settled before.
 */
export async function settlePush(db: Db, id: string, push: SettledPush): Promise<StoredItems | null> {
  const { rows } = await db.query<StoredItems>(
    `with held as (
       -- The subscription is locked before its push, as where a feed's address changes.
       select s.feed_id from pushes p join hub_subscriptions s using (feed_id) where p.id = $1 for update of s
     ), settled as (
       delete from pushes using held where pushes.id = $1 and pushes.feed_id = held.feed_id
       returning pushes.feed_id, pushes.received_at
     ), polled as (
       select * from jsonb_to_record($2::jsonb) as f (${recordColumns})
     ), ${storeItemsSteps(3)}, trusted as (
       update hub_subscriptions s set missed_at = $8,
         state = case when s.state in ('confirmed', 'working', 'unreliable') then $7 else s.state end,
         pushed_at = greatest(s.pushed_at, settled.received_at),
         items_pushed = s.items_pushed + (select count(*) from heads where is_new)
       from settled where s.feed_id = settled.feed_id
     )
     ${selectStoredItems}`,
    [
      id,
      storableJson(recordFields(push.record)),
      ...itemParameters(push.items),
      push.trust.state,
      push.trust.missedAt,
    ],
  );
  return rows[0] ?? null;
}

/** Drops a push that brought nothing. */
export async function dropPush(db: Db, id: string): Promise<void> {
  await db.query('delete from pushes where id = $1', [id]);
}
