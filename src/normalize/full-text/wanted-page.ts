import type { FullText } from '../../domain/full-text.ts';
import type { FeedItem } from '../../domain/parsed-feed.ts';
import type { FullTextRules } from './full-text-rules.ts';
import { isTeaser } from './is-teaser.ts';

/** Files that are no web page. */
const file =
  /\.(?:pdf|mp3|m4a|mp4|mov|avi|webm|ogg|wav|jpe?g|png|gif|webp|zip|docx?|xlsx?|pptx?|xml|rss|json)$/i;
const maxAddressChars = 2_000;

/**
 * The page to be fetched for an item, `fullText` being what operators say of its feed or site; null where the item's own
 * text is to do. `auto` leaves alone what links to a place within a page, as live tickers do (`#entry-7`, but not the
 * `#xtor=RSS` of those who count readers), or to a home page.
 */
export function wantedPage(item: FeedItem, fullText: FullText, rules: FullTextRules): URL | null {
  if (fullText === 'never') return null;
  const url = pageAddress(item.url);
  if (url === null || fullText === 'always') return url;
  const isPlace = url.hash.length > 1 && !url.hash.includes('=');
  const isItsOwn = !isPlace && (url.pathname !== '/' || url.search !== '');
  return isItsOwn && isTeaser(item, rules) ? url : null;
}

function pageAddress(address: string | null): URL | null {
  const url = address !== null && address.length <= maxAddressChars ? URL.parse(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || file.test(url.pathname)) return null;
  return url;
}
