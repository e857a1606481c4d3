import type { KeyedBy, KeyFallback } from '../domain/item-keys.ts';
import type { FeedItem } from '../domain/parsed-feed.ts';
import { contentKey } from './item-keys.ts';

type Fallback = Pick<KeyFallback, 'by' | 'why'>;

/** Ids that repeat at a tenth of the items are no slip. */
const slips = 0.1;

/**
 * What tells the items of a reading apart where one id stands for several of them; null where none does but by a slip.
 * Items that repeat each other in everything were dropped before.
 */
export function fallbackOfRepeating(items: FeedItem[]): Fallback | null {
  const ids = items.map(({ id }) => id).filter((id) => id !== null);
  const repeating = ids.length - new Set(ids).size;
  if (repeating === 0 || repeating < ids.length * slips) return null;
  if (haveUrls(items)) return { by: 'url', why: 'repeating' };
  // Two versions of one item are no reason to lose sight of the others when they change.
  return repeating * 2 >= ids.length ? { by: 'content', why: 'repeating' } : null;
}

/**
 * What tells items apart that are all new by their keys, although the feed brought most of them before, word for word;
 * null where it did not.
 * @param recent what the feed brought last.
 */
export function fallbackOfChanging(items: FeedItem[], recent: FeedItem[], keyedBy: KeyedBy): Fallback | null {
  const isMost = (known: FeedItem[]) => known.length > 0 && known.length * 2 >= items.length;
  const texts = new Set(recent.map(contentKey));
  const told = items.filter((item) => texts.has(contentKey(item)));
  if (keyedBy === 'content' || !isMost(told)) return null;
  const pages = new Set(recent.map(({ url }) => url));
  const isByUrl = keyedBy === 'id' && haveUrls(items) && isMost(told.filter(({ url }) => pages.has(url)));
  return { by: isByUrl ? 'url' : 'content', why: 'changing' };
}

/** Whether each item has a link, and one of its own. */
function haveUrls(items: FeedItem[]): boolean {
  return new Set(items.map(({ url }) => url)).size === items.length && items.every(({ url }) => url !== null);
}
