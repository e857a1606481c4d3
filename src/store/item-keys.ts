import type { FeedItem } from '../domain/parsed-feed.ts';
import type { Db } from './db.ts';
import { kindNumbers } from './identities.ts';
import { unpackItem } from './items.ts';

/** What a feed brought last, newest first, with the keys it is stored under. Relies on items_by_feed. */
export async function findRecentItems(db: Db, feedId: string, limit: number): Promise<FeedItem[]> {
  const { rows } = await db.query<{ key: string; body: Buffer }>(
    'select key, body from items where feed_id = $1 order by id desc limit $2',
    [feedId, limit],
  );
  return rows.map(({ key, body }) => ({ ...unpackItem(body), key }));
}

/** That an item of a feed is known under another key from now on; hashes as of item_heads. */
export interface KeyChange {
  oldHash: Buffer;
  newHash: Buffer;
  newKey: string;
}

/**
 * Makes items that are known under old keys known under new ones, with the articles they brought, so that they do not
 * come in again and corrections still find them. Of several old keys of one new key the first counts, but for the
 * article the one that brought it. May run twice.
 */
export async function changeItemKeys(db: Db, feedId: string, changes: KeyChange[]): Promise<void> {
  await db.query(
    `with changes as (
       select * from unnest($2::bytea[], $3::bytea[], $4::text[]) with ordinality
         as c (old_hash, new_hash, new_key, position)
     ), heads as (
       insert into item_heads (feed_id, key_hash, content_hash)
       select distinct on (new_hash) $1::bigint, new_hash, content_hash
       from changes join item_heads h on h.feed_id = $1 and h.key_hash = old_hash
       order by new_hash, position
       on conflict do nothing
     ), known as (
       select distinct on (new_hash) new_hash, new_key, old_hash, s.article_id
       from changes join sightings s on s.feed_id = $1 and s.key_hash = old_hash
       order by new_hash, s.matched_by <> 'new', position
     ), renamed as (
       update sightings s set key_hash = new_hash, key = new_key from known
       where s.feed_id = $1 and s.key_hash = old_hash
         and not exists (select from sightings o where o.feed_id = $1 and o.key_hash = new_hash)
     )
     insert into identities (kind, hash, article_id)
     select $5, new_hash, article_id from known order by new_hash
     on conflict do nothing`,
    [
      feedId,
      changes.map(({ oldHash }) => oldHash),
      changes.map(({ newHash }) => newHash),
      changes.map(({ newKey }) => newKey),
      kindNumbers.item,
    ],
  );
}
