import { setTimeout as delay } from 'node:timers/promises';
import type { PageUse } from '../domain/page.ts';
import type { FeedItem } from '../domain/parsed-feed.ts';
import { wantedPage } from '../normalize/full-text/wanted-page.ts';
import type { RuleBook } from '../normalize/rule-book.ts';
import { articleOfItem } from './article-of-item.ts';
import { type AskForPageDeps, askForPage } from './ask-for-page.ts';

export interface TryPagesDeps extends AskForPageDeps {
  rules: RuleBook;
  /** From the end of one request to the start of the next. */
  spacingMs: number;
}

/** What the page of an item would bring. */
export interface PageTrial {
  title: string | null;
  url: string;
  /** Whether `auto` would fetch it. */
  isTeaser: boolean;
  use: PageUse;
  message: string | null;
  /** Words of the article by the text of the feed alone, and as it would be. */
  feedWords: number;
  words: number;
}

/** Fetches the pages of a feed's first items, at most `count`, one after another, and makes articles of them. */
export async function tryPages(
  deps: TryPagesDeps,
  items: readonly FeedItem[],
  count: number,
  signal: AbortSignal,
): Promise<PageTrial[]> {
  const trials: PageTrial[] = [];
  for (const item of items) {
    if (trials.length === count) break;
    const url = wantedPage(item, 'always', deps.rules.common.teasers);
    if (url === null) continue;
    if (trials.length > 0) await delay(deps.spacingMs, undefined, { signal });
    trials.push(await tryPage(deps, item, url, signal));
  }
  return trials;
}

async function tryPage(
  deps: TryPagesDeps,
  item: FeedItem,
  url: URL,
  signal: AbortSignal,
): Promise<PageTrial> {
  const { page } = await askForPage(deps, url.href, signal);
  const rules = deps.rules.rulesFor(null, item.url);
  const { article, pageUse } = articleOfItem({ item, page, formerPage: null }, undefined, rules);
  const { article: own } = articleOfItem({ item, page: null, formerPage: null }, undefined, rules);
  return {
    title: item.title,
    url: page.url,
    isTeaser: wantedPage(item, 'auto', deps.rules.common.teasers) !== null,
    use: pageUse ?? 'unreachable',
    message: page.message,
    feedWords: own.content.wordCount,
    words: article.content.wordCount,
  };
}
