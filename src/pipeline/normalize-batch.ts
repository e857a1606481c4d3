import pg from 'pg';
import { identitiesOf } from '../dedupe/identities.ts';
import type { FeedContext } from '../domain/feed.ts';
import { normalize } from '../normalize/normalize.ts';
import { inputFromFeedItem } from '../normalize/normalize-input.ts';
import type { NormalizeRules } from '../normalize/rules.ts';
import type { Observer } from '../observe/observer.ts';
import type { Pool } from '../store/db.ts';
import { findFeedContexts } from '../store/feeds.ts';
import { findWaitingItems, setItemAside, type WaitingItem } from '../store/items.ts';
import { type NormalizedItem, storeArticles } from './store-articles.ts';

export interface NormalizeBatchDeps {
  pool: Pool;
  rules: NormalizeRules;
  observer: Observer;
  /** Items that are normalized and stored in one transaction. */
  batchSize: number;
}

/** Normalizes and stores the items of a batch that still wait, some at a time. Safe to run twice. */
export async function normalizeBatch(
  deps: NormalizeBatchDeps,
  batch: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const waiting = await findWaitingItems(deps.pool, batch, deps.batchSize);
    if (waiting.length === 0) return;
    const feeds = await findFeedContexts(deps.pool, [...new Set(waiting.map(({ feedId }) => feedId))]);
    const items: NormalizedItem[] = [];
    for (const item of waiting) {
      const normalized = await normalizeOrSetAside(deps, item, feeds.get(item.feedId));
      if (normalized) items.push(normalized);
    }
    await storeOrSetAside(deps, batch, items);
  }
  signal.throwIfAborted();
}

/** A bug that one item brings to light stops that item alone. */
async function normalizeOrSetAside(
  deps: NormalizeBatchDeps,
  waiting: WaitingItem,
  feed: FeedContext | undefined,
): Promise<NormalizedItem | null> {
  try {
    return normalizeItem(waiting, feed, deps.rules);
  } catch (error) {
    await setAside(deps, waiting, error);
    return null;
  }
}

function normalizeItem(
  waiting: WaitingItem,
  feed: FeedContext | undefined,
  rules: NormalizeRules,
): NormalizedItem {
  const { itemId, feedId, item, receivedAt } = waiting;
  const input = inputFromFeedItem(item, {
    section: feed?.section ?? null,
    language: feed?.language ?? feed?.statedLanguage ?? null,
    outlet: feed?.outlet ?? feed?.title ?? null,
    rights: feed?.statedRights ?? null,
  });
  const { content, removed } = normalize(input, rules);
  const identities = identitiesOf(feedId, item.key, content);
  return { itemId, itemKey: item.key, feedId, seenAt: receivedAt, identities, content, removed };
}

/** Stores the items together; where the store refuses one's data, one by one, so that only that one is left out. */
async function storeOrSetAside(
  deps: NormalizeBatchDeps,
  batch: string,
  items: NormalizedItem[],
): Promise<void> {
  try {
    deps.observer.articlesStored(batch, await storeArticles(deps.pool, items));
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    const [only, ...others] = items;
    if (only && others.length === 0) return setAside(deps, only, error);
    for (const item of items) await storeOrSetAside(deps, batch, [item]);
  }
}

/** SQLSTATE 22 (data exception), 23 (integrity) and 54 (limit exceeded): trying again would end the same way. */
function isRefusedData(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|23|54)/.test(error.code ?? '');
}

async function setAside(
  { pool, observer }: NormalizeBatchDeps,
  { itemId, feedId }: { itemId: string; feedId: string },
  error: unknown,
): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  await setItemAside(pool, itemId, reason);
  observer.itemSetAside(itemId, feedId, reason);
}
