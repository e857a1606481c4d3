import { setImmediate as turn } from 'node:timers/promises';
import { hashItemKey, identitiesOf } from '../dedupe/identities.ts';
import type { FeedContext } from '../domain/feed.ts';
import type { FullText } from '../domain/full-text.ts';
import { wantedPage } from '../normalize/full-text/wanted-page.ts';
import type { RuleBook } from '../normalize/rule-book.ts';
import type { NormalizeRules } from '../normalize/rules.ts';
import type { Observer } from '../observe/observer.ts';
import type { Pool } from '../store/db.ts';
import { findFeedContexts } from '../store/feeds.ts';
import { findWaitingItems, setItemAside, type WaitingItem } from '../store/items.ts';
import { type PageWish, waitForPages } from '../store/page-waits.ts';
import { findFormerPages, type NotedPage, notePages } from '../store/pages.ts';
import { isRefusedData } from '../store/pg-errors.ts';
import { articleOfItem, type ItemWithPages } from './article-of-item.ts';
import { type NormalizedItem, storeArticles } from './store-articles.ts';

export interface NormalizeBatchesDeps {
  pool: Pool;
  /** The rules as they are now: they can change while the program runs. */
  rules: () => RuleBook;
  observer: Observer;
  /** Items that are normalized and stored in one transaction. */
  batchSize: number;
  /** How much older the other articles of a story may be. */
  storyWindowDays: number;
  pages: {
    /** Whether the pages of items are fetched where their feed does not say. */
    fullText: FullText;
    /** How long after it was received an item waits for its page at most. */
    waitSeconds: number;
  };
}

type ItemInHand = WaitingItem & ItemWithPages;

/** What items came to: articles, or the wish for their page first. */
interface ReadItems {
  wishes: PageWish[];
  normalized: NormalizedItem[];
  pages: NotedPage[];
}

/**
 * Normalizes and stores the items of these batches that still wait, some at a time. Those that want their page wait for it
 * first. Safe to run twice.
 */
export async function normalizeBatches(
  deps: NormalizeBatchesDeps,
  batches: string[],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const waiting = await findWaitingItems(deps.pool, batches, deps.batchSize);
    if (waiting.length === 0) return;
    const { wishes, normalized, pages } = await readItems(deps, waiting);
    if (wishes.length > 0) await waitForPages(deps.pool, wishes);
    if (normalized.length > 0) await storeOrSetAside(deps, batches, normalized);
    if (pages.length > 0) await notePages(deps.pool, pages);
    if (waiting.length < deps.batchSize) return;
  }
  signal.throwIfAborted();
}

async function readItems(deps: NormalizeBatchesDeps, waiting: WaitingItem[]): Promise<ReadItems> {
  const feeds = await findFeedContexts(deps.pool, [...new Set(waiting.map(({ feedId }) => feedId))]);
  const book = deps.rules();
  const read: ReadItems = { wishes: [], normalized: [], pages: [] };
  for (const item of await withFormerPages(deps.pool, waiting)) {
    // A page can take long: what else this process has in hand must have its turn.
    if (item.page !== null) await turn();
    await readOrSetAside(deps, item, feeds.get(item.feedId), book, read);
  }
  return read;
}

async function withFormerPages(pool: Pool, waiting: WaitingItem[]): Promise<ItemInHand[]> {
  const asked = waiting.filter(({ page }) => page !== null);
  const keyed = asked.map(({ itemId, feedId, item }) => ({
    itemId,
    feedId,
    keyHash: hashItemKey(feedId, item.key),
  }));
  const pages = await findFormerPages(pool, keyed);
  return waiting.map((item) => ({ ...item, formerPage: pages.get(item.itemId) ?? null }));
}

/** A bug that one item brings to light stops that item alone. */
async function readOrSetAside(
  deps: NormalizeBatchesDeps,
  waiting: ItemInHand,
  feed: FeedContext | undefined,
  book: RuleBook,
  read: ReadItems,
): Promise<void> {
  try {
    const rules = book.rulesFor(feed ?? null, waiting.item.url);
    const wish = pageWish(deps, waiting, feed, rules);
    if (wish) read.wishes.push(wish);
    else normalizeItem(deps, waiting, feed, rules, read);
  } catch (error) {
    await setAside(deps, waiting, error);
  }
}

/** What an operator says of the feed goes before what rules say of its site or outlet. */
function fullTextOf(feed: FeedContext | undefined, { operator }: NormalizeRules): FullText | null {
  return feed?.fullText ?? operator.fullText ?? null;
}

/** The page that an item is to wait for; null where it wants none, or has waited already. */
function pageWish(
  { pages }: NormalizeBatchesDeps,
  { itemId, item, page, receivedAt }: WaitingItem,
  feed: FeedContext | undefined,
  rules: NormalizeRules,
): PageWish | null {
  const url =
    page === null ? wantedPage(item, fullTextOf(feed, rules) ?? pages.fullText, rules.teasers) : null;
  if (url === null) return null;
  return { itemId, url, until: new Date(receivedAt.getTime() + pages.waitSeconds * 1000) };
}

function normalizeItem(
  { observer }: NormalizeBatchesDeps,
  waiting: ItemInHand,
  feed: FeedContext | undefined,
  rules: NormalizeRules,
  { normalized, pages }: ReadItems,
): void {
  const { itemId, feedId, item, receivedAt, page } = waiting;
  const { article, pageUse } = articleOfItem(waiting, feed, rules);
  const { content, removed, tried } = article;
  const identities = identitiesOf(feedId, item.key, content);
  normalized.push({
    itemId,
    itemKey: item.key,
    status: page?.status === 410 ? 'gone' : item.status,
    feedId,
    seenAt: receivedAt,
    identities,
    content,
    removed,
    tried,
  });
  if (page === null || pageUse === null) return;
  const { url, fetchedAt, message } = page;
  pages.push({ feedId, itemId, use: pageUse, url, at: fetchedAt, message });
  observer.pageJudged(feedId, itemId, pageUse, page);
}

/** Stores the items together; where the store refuses one's data, one by one, so that only that one is left out. */
async function storeOrSetAside(
  deps: NormalizeBatchesDeps,
  batches: string[],
  items: NormalizedItem[],
): Promise<void> {
  try {
    deps.observer.articlesStored(batches, await storeArticles(deps.pool, items, deps.storyWindowDays));
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    const [only, ...others] = items;
    if (only && others.length === 0) return setAside(deps, only, error);
    for (const item of items) await storeOrSetAside(deps, batches, [item]);
  }
}

async function setAside(
  { pool, observer }: NormalizeBatchesDeps,
  { itemId, feedId }: { itemId: string; feedId: string },
  error: unknown,
): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  await setItemAside(pool, itemId, reason);
  observer.itemSetAside(itemId, feedId, reason);
}
