import type { NormalizedArticle } from '../domain/article.ts';
import type { FeedContext } from '../domain/feed.ts';
import type { PageUse, StoredPage } from '../domain/page.ts';
import type { FeedItem } from '../domain/parsed-feed.ts';
import { judgePage } from '../normalize/full-text/judge-page.ts';
import { normalize } from '../normalize/normalize.ts';
import { inputFromFeedItem } from '../normalize/normalize-input.ts';
import type { NormalizeRules } from '../normalize/rules.ts';
import { decode } from '../parse/charset/decode.ts';

/** The article that an item makes, and what became of its page; null where it has none. */
export interface ItemArticle {
  article: NormalizedArticle;
  pageUse: PageUse | null;
}

/**
 * Makes the article of an item and its page, if it has one. What the feed says of title, times, rights and pictures, and
 * of authors where no byline is printed, goes before what the page says; the body is the page's where that is the article, else the feed's.
 */
export function articleOfItem(
  { item, page }: { item: FeedItem; page: StoredPage | null },
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
  if (page.outcome !== 'fetched') return { article: own, pageUse: page.outcome };
  const body = decode(page.body ?? Buffer.alloc(0), page.contentType).text;
  const read = normalize({ ...input, type: 'page', body, url: page.url }, rules);
  const asked = item.url ?? page.url;
  const fault = judgePage({ asked, answered: page.url, own: own.content, read }, rules.teasers);
  return { article: fault === null ? read : own, pageUse: fault ?? 'taken' };
}
