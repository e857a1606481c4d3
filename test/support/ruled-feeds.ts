import { expect } from 'vitest';
import { hashItemKey } from '../../src/dedupe/identities.ts';
import type { LogEvent } from '../../src/domain/event.ts';
import type { FeedItem } from '../../src/domain/parsed-feed.ts';
import { createRuleBook } from '../../src/normalize/rule-book.ts';
import type { Observer } from '../../src/observe/observer.ts';
import { normalizeBatches } from '../../src/pipeline/normalize-batches.ts';
import { applyFeeds } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import type { Pool } from '../../src/store/db.ts';
import { everyEvent, listEvents } from '../../src/store/events.ts';
import { settleFetch } from '../../src/store/fetches.ts';
import { packItem } from '../../src/store/items.ts';
import { readShippedRules } from '../normalize/shipped-rules.ts';
import { feedDefinition } from './articles.ts';
import { claimLimits } from './claims.ts';
import { blankItem } from './feed-item.ts';
import { incomingItem, settledFetch } from './fetches.ts';

const shippedBook = createRuleBook(readShippedRules(), []);

/** The rules that the project ships with. */
export const shippedRules = () => shippedBook;

/** A feed of a feeds file, with the rules it has there. */
export interface RuledFeed {
  key: string;
  rules?: Record<string, unknown> | null;
  section?: string;
}

const silent = { articlesStored: () => undefined, itemSetAside: () => undefined } as unknown as Observer;

/** Makes the feeds of the store these. */
export function applyRuled(pool: Pool, feeds: RuledFeed[], now: Date) {
  const definitions = feeds.map(({ key, rules = null, section }) =>
    feedDefinition({
      key,
      url: `https://${key}.example/feed`,
      outlet: key,
      rules,
      ...(section !== undefined && { section }),
    }),
  );
  return applyFeeds(pool, definitions, now);
}

/** Lets a feed bring items, which then wait. Returns their batch. */
export async function receiveItems(pool: Pool, feed: string, items: FeedItem[], at: Date): Promise<string> {
  await pool.query('update polling set due_at = $1, claimed_until = null, is_waiting = false', [at]);
  const { rows } = await pool.query<{ id: string }>('select id from feeds where key = $1', [feed]);
  const claims = await claimDueFeeds(pool, at, claimLimits);
  const claim = claims.find(({ feedId }) => feedId === rows[0]?.id) ?? expect.fail(`${feed} is not due`);
  const incoming = items.map((item) => ({
    ...incomingItem(item.key, JSON.stringify(item)),
    keyHash: hashItemKey(claim.feedId, item.key),
    body: packItem(item),
  }));
  const stored = await settleFetch(pool, claim, settledFetch({ items: incoming, startedAt: at }));
  return stored?.batch ?? expect.fail('the claim was lost');
}

/** Lets a feed bring items, and makes articles of them. */
export async function publishItems(pool: Pool, feed: string, items: FeedItem[], at: Date): Promise<void> {
  const batch = await receiveItems(pool, feed, items, at);
  const pages = { fullText: 'never', waitSeconds: 60 } as const;
  const deps = { pool, rules: shippedRules, observer: silent, batchSize: 100, storyWindowDays: 14, pages };
  await normalizeBatches(deps, [batch], new AbortController().signal);
}

/** An item with this body. */
export function htmlItem(key: string, contentHtml: string, changes: Partial<FeedItem> = {}): FeedItem {
  return { ...blankItem, key, id: key, title: `Title of ${key}`, contentHtml, ...changes };
}

/** The whole log. */
export function wholeLog(pool: Pool): Promise<LogEvent[]> {
  return listEvents(pool, { ...everyEvent, after: '0', limit: 10_000 });
}
