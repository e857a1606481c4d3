import { createHash } from 'node:crypto';
import type { KeyedBy } from '../domain/item-keys.ts';
import type { FeedItem, FeedProblem } from '../domain/parsed-feed.ts';
import { contentHash } from './content-hash.ts';

/** An item before it has its key. */
export type KeylessItem = Omit<FeedItem, 'key'>;

/** Longer ids are shortened to a hash where they serve as keys, in characters. */
const maxKeyChars = 1000;

/**
 * Gives each item its key: id, else url, else a hash of title and content; ids or all but the content are passed over
 * where they are not believed. A key used again with another url becomes key and url together; what is then still the
 * same item is dropped when its content is, and kept under a key of its content when not.
 */
export function assignKeys(
  items: KeylessItem[],
  problems: FeedProblem[],
  keyedBy: KeyedBy = 'id',
): FeedItem[] {
  const taken: Taken = new Map();
  let dropped = 0;
  for (const item of items) {
    const key = freeKey(item, keyedBy, taken);
    if (taken.has(key)) dropped += 1;
    else taken.set(key, { item: { ...item, key }, hash: null });
  }
  if (dropped > 0) {
    problems.push({
      code: 'duplicate-items',
      message: `${dropped} items repeat an earlier one; they were dropped`,
    });
  }
  return Array.from(taken.values(), ({ item }) => item);
}

/** The key of an item that shares it with no other. */
export function itemKey(item: KeylessItem, keyedBy: KeyedBy): string {
  const id = keyedBy === 'id' ? item.id : null;
  const url = keyedBy === 'content' ? null : item.url;
  return bounded(id ?? url ?? contentKey(item));
}

/** A hash of what an item says, whatever its dates: 32 hex digits. */
export function contentKey(item: KeylessItem): string {
  return shortHash(JSON.stringify([item.title, item.contentHtml ?? item.summary]));
}

/** Items by key. The content hash is kept once it was needed: a thousand items may be compared with one. */
type Taken = Map<string, { item: FeedItem; hash: string | null }>;

/** The first of an item's possible keys that is free or holds the same item, else the last. */
function freeKey(item: KeylessItem, keyedBy: KeyedBy, taken: Taken): string {
  const key = itemKey(item, keyedBy);
  const first = taken.get(key);
  if (first === undefined) return key;
  const hash = contentHash({ ...item, key });
  const holdsSame = (candidate: string) => {
    const holder = taken.get(candidate);
    if (holder === undefined) return true;
    holder.hash ??= contentHash(holder.item);
    return holder.hash === hash;
  };
  if (holdsSame(key)) return key;
  const withUrl = bounded(`${key} ${item.url}`);
  if (item.url !== null && item.url !== first.item.url && holdsSame(withUrl)) return withUrl;
  return bounded(`${key} ${contentKey(item)}`);
}

function bounded(key: string): string {
  return key.length <= maxKeyChars ? key : shortHash(key);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
