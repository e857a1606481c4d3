import type { FeedContext } from '../domain/feed.ts';
import type { RuleBook, RulesFor } from '../normalize/rule-book.ts';
import type { Observer } from '../observe/observer.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import { findFeedContexts } from '../store/feeds.ts';
import {
  advanceRenormalization,
  endRenormalization,
  lockRenormalization,
} from '../store/renormalizations.ts';
import { findStoredArticles, type StoredArticle } from '../store/stored-articles.ts';
import { type MadeAnew, makeAnew } from './make-anew.ts';
import { storeAnew } from './store-anew.ts';

const dayMs = 86_400_000;

export interface RenormalizeDeps {
  pool: Pool;
  rules: () => RuleBook;
  observer: Observer;
  now: () => Date;
  /** Articles of one transaction. */
  batchSize: number;
  /** How far before the request articles are made anew. */
  anewDays: number;
  storyWindowDays: number;
}

/** What one transaction did. */
interface Batch {
  articles: number;
  updated: number;
  isLast: boolean;
}

/**
 * Makes the articles of a feed anew of their items by the rules of now, the newest first, as far as that is asked for.
 * Safe to run twice and at any moment to be killed: what is done is noted with what was written.
 */
export async function renormalizeFeed(
  deps: RenormalizeDeps,
  feedId: string,
  signal: AbortSignal,
): Promise<void> {
  const counts = { articles: 0, updated: 0 };
  for (;;) {
    signal.throwIfAborted();
    const batch = await inTransaction(deps.pool, (db) => renormalizeBatch(deps, db, feedId));
    counts.articles += batch.articles;
    counts.updated += batch.updated;
    if (batch.isLast) break;
  }
  deps.observer.articlesMadeAnew(feedId, counts);
}

async function renormalizeBatch(deps: RenormalizeDeps, db: Db, feedId: string): Promise<Batch> {
  const request = await lockRenormalization(db, feedId);
  const feed = (await findFeedContexts(db, [feedId])).get(feedId);
  if (!request || !feed) return { articles: 0, updated: 0, isLast: true };
  const stored = await findStoredArticles(db, feedId, {
    since: new Date(request.requestedAt.getTime() - deps.anewDays * dayMs),
    before: request.doneTo,
    limit: deps.batchSize,
  });
  const { observer, storyWindowDays } = deps;
  const made = makeAllAnew(stored, feed, deps.rules().rulesFor, observer);
  const about = { reason: request.reason, at: deps.now(), storyWindowDays };
  const updated = await storeAnew(db, made, about);
  const isLast = await note(db, feedId, stored, deps.batchSize);
  return { articles: stored.length, updated, isLast };
}

/** A bug that one item brings to light leaves its article as it is, and that alone. */
function makeAllAnew(
  stored: StoredArticle[],
  feed: FeedContext,
  rulesFor: RulesFor,
  observer: Observer,
): MadeAnew[] {
  return stored.flatMap((article) => {
    try {
      return makeAnew(article, feed, rulesFor) ?? [];
    } catch (error) {
      observer.faultMet('renormalize', error);
      return [];
    }
  });
}

async function note(db: Db, feedId: string, stored: StoredArticle[], limit: number): Promise<boolean> {
  const last = stored.at(-1);
  if (!last || stored.length < limit) {
    await endRenormalization(db, feedId);
    return true;
  }
  await advanceRenormalization(db, feedId, last.article.id);
  return false;
}
