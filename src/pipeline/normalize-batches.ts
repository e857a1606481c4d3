import { identitiesOf } from '../dedupe/identities.ts';
import type { FeedContext } from '../domain/feed.ts';
import type { NormalizeRules } from '../normalize/rules.ts';
import { createRulesFor, type RulesFor } from '../normalize/rules-for.ts';
import type { Observer } from '../observe/observer.ts';
import type { Pool } from '../store/db.ts';
import { findFeedContexts } from '../store/feeds.ts';
import { findWaitingItems, setItemAside, type WaitingItem } from '../store/items.ts';
import { isRefusedData } from '../store/pg-errors.ts';
import { normalizeItem } from './normalize-item.ts';
import { type NormalizedItem, storeArticles } from './store-articles.ts';

export interface NormalizeBatchesDeps {
  pool: Pool;
  rules: NormalizeRules;
  observer: Observer;
  /** Items that are normalized and stored in one transaction. */
  batchSize: number;
  /** How much older the other articles of a story may be. */
  storyWindowDays: number;
}

/** Normalizes and stores the items of these batches that still wait, some at a time. Safe to run twice. */
export async function normalizeBatches(
  deps: NormalizeBatchesDeps,
  batches: string[],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const waiting = await findWaitingItems(deps.pool, batches, deps.batchSize);
    if (waiting.length === 0) return;
    const feeds = await findFeedContexts(deps.pool, [...new Set(waiting.map(({ feedId }) => feedId))]);
    const rulesFor = createRulesFor(deps.rules);
    const items: NormalizedItem[] = [];
    for (const item of waiting) {
      const normalized = await normalizeOrSetAside(deps, item, feeds.get(item.feedId), rulesFor);
      if (normalized) items.push(normalized);
    }
    await storeOrSetAside(deps, batches, items);
    if (waiting.length < deps.batchSize) return;
  }
  signal.throwIfAborted();
}

/** A bug that one item brings to light stops that item alone. */
async function normalizeOrSetAside(
  deps: NormalizeBatchesDeps,
  waiting: WaitingItem,
  feed: FeedContext | undefined,
  rulesFor: RulesFor,
): Promise<NormalizedItem | null> {
  try {
    return candidateOf(waiting, feed, rulesFor);
  } catch (error) {
    await setAside(deps, waiting, error);
    return null;
  }
}

function candidateOf(
  { itemId, feedId, item, receivedAt }: WaitingItem,
  feed: FeedContext | undefined,
  rulesFor: RulesFor,
): NormalizedItem {
  const { content, removed } = normalizeItem(item, feed ?? null, rulesFor);
  const identities = identitiesOf(feedId, item.key, content);
  const { key: itemKey, status } = item;
  return { itemId, itemKey, feedId, seenAt: receivedAt, identities, content, removed, status };
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
