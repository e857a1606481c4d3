import type { NormalizedArticle } from '../domain/article.ts';
import type { FeedContext } from '../domain/feed.ts';
import type { PageUse, StoredPage } from '../domain/page.ts';
import type { FeedItem } from '../domain/parsed-feed.ts';
import { judgePage } from '../normalize/full-text/judge-page.ts';
import { normalize, type ReadArticle } from '../normalize/normalize.ts';
import { inputFromFeedItem, type NormalizeInput } from '../normalize/normalize-input.ts';
import type { NormalizeRules } from '../normalize/rules.ts';
import { decode } from '../parse/charset/decode.ts';

/** An item with the pages that are kept of it. */
export interface ItemWithPages {
  item: FeedItem;
  /** What asking for its page came to; null where nobody asked. */
  page: StoredPage | null;
  /** The newest page that came for an earlier state of the item. */
  formerPage: StoredPage | null;
}

/** The article that an item makes, and what became of its page; null where it has none. */
export interface ItemArticle {
  article: NormalizedArticle;
  pageUse: PageUse | null;
}

/** What the page shows instead is the newer word; all else that speaks against a page says that it cannot be seen now. */
const shown: ReadonlySet<PageUse> = new Set(['shorter', 'other-text']);

/**
 * Makes the article of an item and its page, if it has one. What the feed says of title, times, rights and pictures, and
 * of authors where no byline is printed, goes before what the page says; the body is the page's where that is the article, else the
 * former page's where the page cannot be seen, else the feed's.
 */
export function articleOfItem(
  { item, page, formerPage }: ItemWithPages,
  feed: FeedContext | undefined,
  rules: NormalizeRules,
): ItemArticle {
  const input = inputFromFeedItem(item, {
    section: feed?.section ?? null,
    language: feed?.language ?? feed?.statedLanguage ?? null,
    outlet: feed?.outlet ?? feed?.title ?? null,
    rights: feed?.statedRights ?? null,
  });
  const own = normalize(input, rules);
  if (page === null) return { article: own, pageUse: null };
  const { read, use } = readPage(page, input, own, rules);
  if (use === 'taken' && read !== null) return { article: read, pageUse: use };
  const former = formerPage === null || shown.has(use) ? null : readPage(formerPage, input, own, rules);
  if (former?.use !== 'taken' || former.read === null) return { article: own, pageUse: use };
  const sources = { ...former.read.sources, bodyText: 'former-page' };
  return { article: { ...former.read, sources }, pageUse: use };
}

/** What a page says, where there is one, and whether it is the article of the item. */
function readPage(
  page: StoredPage,
  input: NormalizeInput,
  own: ReadArticle,
  rules: NormalizeRules,
): { read: ReadArticle | null; use: PageUse } {
  if (page.outcome !== 'fetched') return { read: null, use: page.outcome };
  const body = decode(page.body ?? Buffer.alloc(0), page.contentType).text;
  const read = normalize({ ...input, type: 'page', body, url: page.url }, rules);
  const asked = input.url ?? page.url;
  const fault = judgePage({ asked, answered: page.url, own: own.content, read }, rules.teasers);
  return { read, use: fault ?? 'taken' };
}
