import type { Db } from './db.ts';
import { storableText } from './storable.ts';

/** An item that is to wait for a page. */
export interface PageWish {
  itemId: string;
  url: URL;
  /** Then it waits no longer. */
  until: Date;
}

/** The right to ask for the page of an item once; `claim` is a fencing token. */
export interface PageClaim {
  itemId: string;
  claim: string;
}

/**
 * Lets items that wait to be normalized wait for their pages first, each in a batch of its own: the job of the batch it
 * came in may still be running when the page has come.
 */
export async function waitForPages(db: Db, wishes: PageWish[]): Promise<void> {
  await db.query(
    `with wished as (
       select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
         as w (item_id, url, host, origin, until)
     ), mine as (
       select item_id from waiting_items w
       where item_id = any ($1::bigint[]) and error is null
         and not exists (select from page_waits p where p.item_id = w.item_id)
         and not exists (select from pages p where p.item_id = w.item_id)
       order by item_id for update
     ), parted as (
       update waiting_items w set batch = nextval(pg_get_serial_sequence('fetches', 'id'))
       from mine where w.item_id = mine.item_id
     )
     insert into page_waits (item_id, url, host, origin, until)
     select item_id, url, host, origin, until from wished join mine using (item_id)
     on conflict (item_id) do nothing`,
    [
      wishes.map(({ itemId }) => itemId),
      wishes.map(({ url }) => storableText(url.href)),
      wishes.map(({ url }) => url.host),
      wishes.map(({ url }) => url.origin),
      wishes.map(({ until }) => until),
    ],
  );
}

/** What a worker needs to know to ask for a claimed page; null where the item waits no more, or for another claim. */
export async function findClaimedPage(
  db: Db,
  { itemId, claim }: PageClaim,
): Promise<{ url: string; startsAt: Date } | null> {
  const { rows } = await db.query<{ url: string; startsAt: Date }>(
    `select url, starts_at as "startsAt" from page_waits
     where item_id = $1 and claim = $2 and claimed_until is not null`,
    [itemId, claim],
  );
  return rows[0] ?? null;
}

/**
 * Ends waits that have lasted until `now`, and those for hosts that nobody may ask in time, `limit` at the most: their
 * items are normalized without a page. Returns the batches to enqueue. Relies on page_waits_until.
 */
export async function endLateWaits(db: Db, now: Date, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ batch: string }>(
    `with late as (
       select item_id from page_waits w
       where until <= $1
         or claimed_until is null and exists (select from hosts h where h.host = w.host and h.free_at > w.until)
       order by until limit $2 for update skip locked
     ), ended as (
       delete from page_waits w using late where w.item_id = late.item_id returning w.item_id, w.url
     ), stored as (
       insert into pages (item_id, url, fetched_at, outcome, message)
       select item_id, url, $1, 'late', 'the page did not come in the time that an item waits (pages.waitSeconds)'
       from ended on conflict (item_id) do nothing
     )
     update waiting_items w set enqueued_at = $1 from ended where w.item_id = ended.item_id returning w.batch`,
    [now, limit],
  );
  return rows.map(({ batch }) => batch);
}

/** How many items wait for their page. */
export async function countPageWaits(db: Db): Promise<number> {
  const { rows } = await db.query<{ waits: number }>('select count(*)::integer as waits from page_waits');
  return rows[0]?.waits ?? 0;
}
