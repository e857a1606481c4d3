import { deflateSync, inflateSync } from 'node:zlib';
import type { StoredPage } from '../domain/page.ts';
import type { FeedItem } from '../domain/parsed-feed.ts';
import type { Db } from './db.ts';
import { type PageRow, pageColumns, toPage } from './pages.ts';

/** For items of some kilobytes: a small window and state cost half the time and no bytes. */
const compression = { level: 1, windowBits: 13, memLevel: 6, chunkSize: 8192 };

/** An item as the `items` table keeps it: JSON, deflated (RFC 1950). */
export function packItem(item: FeedItem): Buffer {
  return deflateSync(JSON.stringify(item), compression);
}

/** An item of the `items` table, as it was received. */
export function unpackItem(body: Buffer): FeedItem {
  return JSON.parse(inflateSync(body).toString()) as FeedItem;
}

/** The content hashes known for these item keys of a feed, by key hash in hex. */
export async function findItemHeads(
  db: Db,
  feedId: string,
  keyHashes: Buffer[],
): Promise<Map<string, Buffer>> {
  const { rows } = await db.query<{ key_hash: Buffer; content_hash: Buffer }>(
    'select key_hash, content_hash from item_heads where feed_id = $1 and key_hash = any ($2)',
    [feedId, keyHashes],
  );
  return new Map(rows.map((row) => [row.key_hash.toString('hex'), row.content_hash]));
}

/** A stored item that waits to be normalized. */
export interface WaitingItem {
  itemId: string;
  feedId: string;
  receivedAt: Date;
  item: FeedItem;
  /** What asking for its page came to; null where nobody asked. */
  page: StoredPage | null;
}

/**
 * The first `limit` items of these batches that still wait, and for no page, oldest first. Relies on
 * waiting_items_by_batch.
 */
export async function findWaitingItems(db: Db, batches: string[], limit: number): Promise<WaitingItem[]> {
  const { rows } = await db.query<{ id: string; feed_id: string; received_at: Date; body: Buffer } & PageRow>(
    `select i.id, i.feed_id, i.received_at, i.body, ${pageColumns}
     from waiting_items w join items i on i.id = w.item_id left join pages p on p.item_id = w.item_id
     where w.batch = any ($1::bigint[]) and w.error is null
       and not exists (select from page_waits pw where pw.item_id = w.item_id)
     order by i.id limit $2`,
    [batches, limit],
  );
  return rows.map((row) => ({
    itemId: row.id,
    feedId: row.feed_id,
    receivedAt: row.received_at,
    item: unpackItem(row.body),
    page: toPage(row),
  }));
}

/**
 * Batches with items that have waited since before `before`; they then count as enqueued at `now`. To be enqueued
 * again: this is what makes a lost queue harmless. Relies on waiting_items_enqueued.
 */
export async function reclaimWaitingBatches(
  db: Db,
  before: Date,
  now: Date,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ batch: string }>(
    `with late as (
       select item_id from waiting_items w where enqueued_at < $1 and error is null
         and not exists (select from page_waits p where p.item_id = w.item_id)
       order by enqueued_at, item_id limit $3 for update skip locked
     ), touched as (
       update waiting_items w set enqueued_at = $2 from late where w.item_id = late.item_id returning w.batch
     )
     select distinct batch from touched order by batch`,
    [before, now, limit],
  );
  return rows.map((row) => row.batch);
}

/** Sets an item aside that normalization cannot take, with the reason; it stops no other and is not tried again. */
export async function setItemAside(db: Db, itemId: string, error: string): Promise<void> {
  await db.query('update waiting_items set error = $2 where item_id = $1', [itemId, error]);
}

/** How many items wait, and how many were set aside. */
export async function countWaitingItems(db: Db): Promise<{ waiting: number; setAside: number }> {
  const { rows } = await db.query<{ waiting: number; set_aside: number }>(
    `select count(*) filter (where error is null)::integer as waiting,
       count(*) filter (where error is not null)::integer as set_aside from waiting_items`,
  );
  return { waiting: rows[0]?.waiting ?? 0, setAside: rows[0]?.set_aside ?? 0 };
}
