import type { NormalizedArticle } from '../domain/article.ts';
import type { FeedContext } from '../domain/feed.ts';
import type { FeedItem } from '../domain/parsed-feed.ts';
import { normalize } from '../normalize/normalize.ts';
import { inputFromFeedItem } from '../normalize/normalize-input.ts';
import type { RulesFor } from '../normalize/rule-book.ts';

/** What an item says in the light of its feed; an operator's word goes before the feed's own. */
export function normalizeItem(
  item: FeedItem,
  feed: FeedContext | null,
  rulesFor: RulesFor,
): NormalizedArticle {
  const input = inputFromFeedItem(item, {
    section: feed?.section ?? null,
    language: feed?.language ?? feed?.statedLanguage ?? null,
    outlet: feed?.outlet ?? feed?.title ?? null,
    rights: feed?.statedRights ?? null,
  });
  return normalize(input, rulesFor(feed, item.url));
}
