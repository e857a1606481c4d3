import { hashItemKey } from '../dedupe/identities.ts';
import type { KeyFallback } from '../domain/item-keys.ts';
import type { FeedItem } from '../domain/parsed-feed.ts';
import { contentHash } from '../parse/content-hash.ts';
import { isBlank } from '../parse/is-blank.ts';
import { assignKeys, itemKey } from '../parse/item-keys.ts';
import { fallbackOfChanging, fallbackOfRepeating } from '../parse/key-fallback.ts';
import type { Db } from '../store/db.ts';
import { changeItemKeys, findRecentItems } from '../store/item-keys.ts';
import { findItemHeads, packItem } from '../store/items.ts';
import type { FeedToFetch } from '../store/polling.ts';
import type { IncomingItem } from '../store/store-items.ts';

/** How far back items are looked for that a feed brings again under other ids: more than feeds list at once. */
const recentItems = 1_000;

export interface UnknownItem extends IncomingItem {
  /** Not known under its key; else it changed. */
  isNew: boolean;
  published: string | null;
}

export interface IdentifiedItems {
  /** Those whose content is not the newest known under their key, oldest first: feeds list the newest first. */
  unknown: UnknownItem[];
  /** This reading included. */
  keyFallback: KeyFallback | null;
}

/**
 * Tells which items of a reading are new or changed. Where the feed's ids turn out to lie, the items are told apart by
 * something else from then on, and those known already are found again under their new keys.
 */
export async function identifyItems(
  db: Db,
  feed: FeedToFetch,
  items: FeedItem[],
  now: Date,
): Promise<IdentifiedItems> {
  if (items.length === 0) return { unknown: [], keyFallback: feed.history.keyFallback };
  const before = feed.history.keyFallback;
  const keyed = before === null ? items : assignKeys(items, [], before.by);
  const unknown = await findUnknownItems(db, feed.id, keyed);
  const isAllNew = unknown.length === keyed.length && unknown.every(({ isNew }) => isNew);
  const repeating = before === null ? fallbackOfRepeating(items) : null;
  if (repeating === null && !isAllNew) return { unknown, keyFallback: before };

  const recent = await findRecentItems(db, feed.id, recentItems);
  const found = repeating ?? fallbackOfChanging(keyed, recent, before?.by ?? 'id');
  if (found === null) return { unknown, keyFallback: before };
  await rememberUnder(db, feed.id, recent, found.by);
  return {
    unknown: await findUnknownItems(db, feed.id, assignKeys(items, [], found.by)),
    keyFallback: { ...found, since: now.toISOString() },
  };
}

/** Tells which items of a push are new or changed. A push is a part of its feed, which says nothing of the feed's ids. */
export async function identifyPushed(
  db: Db,
  feedId: string,
  items: FeedItem[],
  keyFallback: KeyFallback | null,
): Promise<UnknownItem[]> {
  const telling = items.filter((item) => !isBlank(item));
  return findUnknownItems(
    db,
    feedId,
    keyFallback === null ? telling : assignKeys(telling, [], keyFallback.by),
  );
}

async function rememberUnder(
  db: Db,
  feedId: string,
  known: FeedItem[],
  by: KeyFallback['by'],
): Promise<void> {
  const changes = known.map((item) => {
    const newKey = itemKey(item, by);
    return { oldHash: hashItemKey(feedId, item.key), newHash: hashItemKey(feedId, newKey), newKey };
  });
  await changeItemKeys(db, feedId, changes);
}

async function findUnknownItems(db: Db, feedId: string, items: FeedItem[]): Promise<UnknownItem[]> {
  const hashed = items.map((item) => ({
    item,
    keyHash: hashItemKey(feedId, item.key),
    contentHash: Buffer.from(contentHash(item), 'hex'),
  }));
  const heads = await findItemHeads(
    db,
    feedId,
    hashed.map(({ keyHash }) => keyHash),
  );
  const headOf = (keyHash: Buffer) => heads.get(keyHash.toString('hex'));
  return hashed
    .filter(({ keyHash, contentHash }) => !headOf(keyHash)?.equals(contentHash))
    .map(({ item, keyHash, contentHash }) => ({
      key: item.key,
      keyHash,
      contentHash,
      body: packItem(item),
      isNew: headOf(keyHash) === undefined,
      published: item.published,
    }))
    .reverse();
}
