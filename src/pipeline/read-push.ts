import type { ParsedFeed, ParseOutcome } from '../domain/parsed-feed.ts';
import type { Observer } from '../observe/observer.ts';
import type { Producer } from '../queue/producer.ts';
import type { Db } from '../store/db.ts';
import { isRefusedData } from '../store/pg-errors.ts';
import { dropPush, findPush, settlePush, type WaitingPush } from '../store/pushes.ts';
import { requestFetch } from '../store/request-fetch.ts';
import type { StoredItems } from '../store/store-items.ts';
import { trustAfterPush } from '../websub/trust.ts';
import { identifyPushed } from './identify-items.ts';

export interface ReadPushDeps {
  db: Db;
  parse: (body: Uint8Array, about: { contentType: string | null; baseUrl: string }) => Promise<ParseOutcome>;
  producer: Producer;
  observer: Observer;
  now: () => Date;
}

/**
 * Reads what a hub pushed and stores what is new in it, as after a fetch. Safe to run twice, and beside a poll. What
 * brings no items, as from hubs that only say that there is something, has the feed polled.
 */
export async function readPush(deps: ReadPushDeps, id: string): Promise<void> {
  const push = await findPush(deps.db, id);
  if (push === null) return;
  const read = await parsePush(deps, push);
  if (typeof read === 'string') return pollInstead(deps, id, push, read);
  try {
    const stored = await store(deps, id, push, read);
    if (stored && stored.itemsNew + stored.itemsChanged > 0)
      await deps.producer.enqueue('normalize', [{ batch: stored.batch }]);
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    await pollInstead(deps, id, push, `the store refuses what it holds: ${error.message}`);
  }
}

/** The feed, or why there is none. A fault of the parser is the push's trouble alone. */
async function parsePush(
  { parse }: ReadPushDeps,
  { body, contentType, subscription }: WaitingPush,
): Promise<ParsedFeed | string> {
  try {
    const parsed = await parse(body, { contentType, baseUrl: subscription.topic });
    if (parsed.kind === 'unreadable') return parsed.message;
    return parsed.feed.items.length > 0 ? parsed.feed : 'it holds no items';
  } catch (error) {
    return `the parser failed on it: ${error instanceof Error ? error.message : error}`;
  }
}

async function store(
  { db, observer, now }: ReadPushDeps,
  id: string,
  push: WaitingPush,
  feed: ParsedFeed,
): Promise<StoredItems | null> {
  const items = await identifyPushed(db, push.feedId, feed.items, push.keyFallback);
  const record = {
    startedAt: push.receivedAt.toISOString(),
    durationMs: now().getTime() - push.receivedAt.getTime(),
    outcome: 'pushed',
    code: null,
    status: null,
    url: push.subscription.hub,
    bytes: push.body.byteLength,
    items: feed.items.length,
    message: null,
  };
  const trust = trustAfterPush(push.subscription, push.receivedAt);
  const stored = await settlePush(db, id, { record, trust, items });
  if (stored) observer.feedPushed({ id: push.feedId, key: push.key }, { ...record, ...stored });
  return stored;
}

async function pollInstead(
  { db, observer, now }: ReadPushDeps,
  id: string,
  { feedId, key }: WaitingPush,
  fault: string,
): Promise<void> {
  await requestFetch(db, feedId, now());
  await dropPush(db, id);
  observer.pushDropped({ id: feedId, key }, fault);
}
