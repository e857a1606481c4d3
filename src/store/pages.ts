import { deflateSync, inflateSync } from 'node:zlib';
import type { PageOutcome, PageUse, StoredPage } from '../domain/page.ts';
import type { Db } from './db.ts';
import type { PageClaim } from './page-waits.ts';
import { storableText } from './storable.ts';

/** Of pages of 257 kB on average this makes 55 kB in 1.6 ms of CPU time; the default, level 6, 50 kB in 2.7 ms. */
const compression = { level: 3 };

/**
 * Keeps what a claim came to, and lets its item be normalized. Returns the batch to enqueue; null, and nothing written,
 * where the item waits no more or another claim is its.
 */
export async function settlePage(
  db: Db,
  { itemId, claim }: PageClaim,
  { url, fetchedAt, outcome, status, contentType, message, body }: StoredPage,
): Promise<string | null> {
  const { rows } = await db.query<{ batch: string }>(
    `with ended as (
       delete from page_waits where item_id = $1 and claim = $2 returning item_id
     ), stored as (
       insert into pages (item_id, url, fetched_at, outcome, status, content_type, message, body)
       select item_id, $3, $4, $5, $6, $7, $8, $9 from ended
       on conflict (item_id) do nothing
     )
     update waiting_items w set enqueued_at = $4 from ended where w.item_id = ended.item_id returning w.batch`,
    [
      itemId,
      claim,
      storableText(url),
      fetchedAt,
      outcome,
      status,
      contentType === null ? null : storableText(contentType),
      message === null ? null : storableText(message),
      body === null ? null : deflateSync(body, compression),
    ],
  );
  return rows[0]?.batch ?? null;
}

/** The columns of a row of `pages p`, null in all where there is none; for src/store alone. */
export const pageColumns = `p.url as page_url, p.fetched_at as page_fetched_at, p.outcome as page_outcome,
  p.status as page_status, p.content_type as page_content_type, p.message as page_message, p.body as page_body`;

/** The same as they are read. */
export interface PageRow {
  page_url: string | null;
  page_fetched_at: Date | null;
  page_outcome: PageOutcome | null;
  page_status: number | null;
  page_content_type: string | null;
  page_message: string | null;
  page_body: Buffer | null;
}

/** The page of a row; null where it has none. It is inflated when its body is asked for: few of a batch at once. */
export function toPage(row: PageRow): StoredPage | null {
  const { page_url: url, page_fetched_at: fetchedAt, page_outcome: outcome, page_body: packed } = row;
  if (url === null || fetchedAt === null || outcome === null) return null;
  return {
    url,
    fetchedAt,
    outcome,
    status: row.page_status,
    contentType: row.page_content_type,
    message: row.page_message,
    get body() {
      return packed === null ? null : inflateSync(packed);
    },
  };
}

/** An item by its id, and by the hash of its key in its feed. */
export interface KeyedItem {
  itemId: string;
  feedId: string;
  keyHash: Buffer;
}

/**
 * The newest page that came for an earlier state of each item, by item id: of the items that gave its article a content.
 * Relies on the primary keys of sightings, revisions and pages.
 */
export async function findFormerPages(
  db: Db,
  items: readonly KeyedItem[],
): Promise<ReadonlyMap<string, StoredPage>> {
  if (items.length === 0) return new Map();
  const { rows } = await db.query<PageRow & { id: string }>(
    `select n.id, ${pageColumns}
     from unnest($1::bigint[], $2::bigint[], $3::bytea[]) as n (id, feed_id, key_hash)
       join sightings s on s.feed_id = n.feed_id and s.key_hash = n.key_hash
       cross join lateral (
         select * from pages where outcome = 'fetched' and item_id < n.id and item_id in (
           select item_id from articles where id = s.article_id
           union all select item_id from revisions where article_id = s.article_id)
         order by item_id desc limit 1) p`,
    [
      items.map(({ itemId }) => itemId),
      items.map(({ feedId }) => feedId),
      items.map(({ keyHash }) => keyHash),
    ],
  );
  return new Map(
    rows.flatMap((row) => {
      const page = toPage(row);
      return page === null ? [] : [[row.id, page] as const];
    }),
  );
}

/** What became of the page of an item, for its feed to show. */
export interface NotedPage {
  feedId: string;
  itemId: string;
  use: PageUse;
  url: string;
  at: Date;
  message: string | null;
}

/** Notes what became of pages: of each feed the newest, and how many came to nothing since one was taken. */
export async function notePages(db: Db, pages: NotedPage[]): Promise<void> {
  await db.query(
    `with noted as (
       select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])
         as n (feed_id, item_id, use, url, at, message)
     ), newest as (
       select distinct on (feed_id) * from noted order by feed_id, item_id desc
     ), missed as (
       select feed_id, count(*) filter (where item_id > taken_id)::integer as misses, bool_or(taken_id > 0) as was_taken
       from (
         select feed_id, item_id, coalesce(max(item_id) filter (where use = 'taken') over (partition by feed_id), 0) as taken_id
         from noted
       ) counted group by feed_id
     )
     insert into feed_pages as f (feed_id, item_id, use, url, at, message, misses)
     select feed_id, item_id, use, url, at, message, misses from newest join missed using (feed_id) order by feed_id
     on conflict (feed_id) do update set item_id = excluded.item_id, use = excluded.use, url = excluded.url,
       at = excluded.at, message = excluded.message,
       misses = excluded.misses + case when (select was_taken from missed where feed_id = excluded.feed_id) then 0 else f.misses end
     where f.item_id < excluded.item_id`,
    [
      pages.map(({ feedId }) => feedId),
      pages.map(({ itemId }) => itemId),
      pages.map(({ use }) => use),
      pages.map(({ url }) => storableText(url)),
      pages.map(({ at }) => at),
      pages.map(({ message }) => (message === null ? null : storableText(message))),
    ],
  );
}
