import { createHash } from 'node:crypto';
import type { FetchOutcome } from '../domain/fetch-outcome.ts';
import type { HostTerms } from '../domain/host-terms.ts';
import { describeKeyFallback } from '../domain/item-keys.ts';
import type { ParseOutcome } from '../domain/parsed-feed.ts';
import type { PollingHistory } from '../domain/polling-history.ts';
import type { Fetcher } from '../fetch/fetcher.ts';
import type { Observer } from '../observe/observer.ts';
import { isBlank } from '../parse/is-blank.ts';
import type { Producer } from '../queue/producer.ts';
import { advanceHistory } from '../schedule/advance-history.ts';
import { addressToAsk } from '../schedule/feed-address.ts';
import { feedState } from '../schedule/feed-state.ts';
import { trustsValidators } from '../schedule/full-fetch.ts';
import { nextDue, type ScheduleLimits } from '../schedule/next-due.ts';
import type { Poll } from '../schedule/poll.ts';
import type { Pool } from '../store/db.ts';
import { type SettledFetch, settleFetch } from '../store/fetches.ts';
import { isRefusedData } from '../store/pg-errors.ts';
import { type Claim, dropClaim, type FeedToFetch, findClaimedFeed } from '../store/polling.ts';
import {
  followHub,
  type PolledPush,
  pushBesidePoll,
  pushedBefore,
  pushedUntil,
  type WebsubDeps,
} from './follow-hub.ts';
import { awaitTurn, restHostIfAsked } from './host-turn.ts';
import { type IdentifiedItems, identifyItems, type UnknownItem } from './identify-items.ts';
import { killDeleted } from './kill-articles.ts';
import { answerOf, type FetchReading, fetchRecord, maxAgeOf, pollOutcome } from './settlement.ts';

export interface FetchFeedDeps {
  db: Pool;
  fetcher: Fetcher;
  parse: (body: Uint8Array, about: { contentType: string | null; baseUrl: string }) => Promise<ParseOutcome>;
  producer: Producer;
  observer: Observer;
  schedule: ScheduleLimits & {
    /** How often a feed is asked without validators. */
    fullFetchHours: number;
    /** For how long permanent redirects must lead to an address before it is asked directly. */
    moveAdoptDays: number;
  };
  /** Hosts that are asked in a way of their own. */
  hosts: readonly HostTerms[];
  /** Null where feeds are polled alone. */
  websub: WebsubDeps | null;
  now: () => Date;
  /** 0 ≤ r < 1 */
  random: () => number;
}

/** How a claimed feed was asked. */
interface Asking {
  feed: FeedToFetch;
  url: string;
  conditional: boolean;
  startedAt: Date;
}

/** Fetches a claimed feed, reads it, and stores what is new in it. Safe to run twice: only the open claim counts. */
export async function fetchFeed(deps: FetchFeedDeps, claim: Claim, signal: AbortSignal): Promise<void> {
  const feed = await findClaimedFeed(deps.db, claim);
  if (!feed) return dropClaim(deps.db, claim);

  await awaitTurn(feed.startsAt, deps.now(), signal);
  const asking = prepare(deps, feed);
  const { url, conditional } = asking;
  const validators = conditional ? feed.validators : { etag: null, lastModified: null };
  const outcome = await deps.fetcher.fetch({ ...feed, url, validators }, signal);
  signal.throwIfAborted();
  const reading = await read(deps, outcome, feed.history);
  try {
    await settle(deps, claim, asking, reading);
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    const unreadable = {
      code: 'refused-data',
      message: `the store refuses what the feed holds: ${error.message}`,
    };
    await settle(deps, claim, asking, { ...reading, feed: null, bodyHash: null, unreadable });
  }
}

function prepare({ schedule, now }: FetchFeedDeps, feed: FeedToFetch): Asking {
  const startedAt = now();
  const url = addressToAsk(feed, feed.history, startedAt, schedule.moveAdoptDays);
  return {
    feed,
    url,
    conditional: trustsValidators(feed.history, startedAt, schedule.fullFetchHours),
    startedAt,
  };
}

/** A fault of the parser is the feed's trouble alone: recorded, backed off from, and met again at the next poll. */
async function read(
  deps: FetchFeedDeps,
  outcome: FetchOutcome,
  history: PollingHistory,
): Promise<FetchReading> {
  const nothing = { outcome, feed: null, unreadable: null, bodyHash: null, isKnown: false };
  const answer = answerOf(outcome);
  if (answer?.kind !== 'fetched') return nothing;
  const bodyHash = createHash('sha256').update(answer.body).digest('base64');
  if (bodyHash === history.bodyHash) return { ...nothing, bodyHash, isKnown: true };
  try {
    const parsed = await deps.parse(answer.body, { contentType: answer.contentType, baseUrl: answer.url });
    return parsed.kind === 'unreadable'
      ? { ...nothing, unreadable: parsed }
      : { ...nothing, bodyHash, feed: parsed.feed };
  } catch (error) {
    const message = `the parser failed on this feed: ${error instanceof Error ? error.message : error}`;
    return { ...nothing, unreadable: { code: 'parser-fault', message } };
  }
}

async function settle(
  deps: FetchFeedDeps,
  claim: Claim,
  asking: Asking,
  reading: FetchReading,
): Promise<void> {
  const items = reading.feed?.items.filter((item) => !isBlank(item)) ?? [];
  const { feed, startedAt } = asking;
  const identified = await identifyItems(deps.db, feed, items, startedAt);
  const newItems = identified.unknown.filter(({ isNew }) => isNew).length;
  const isSuccess = pollOutcome(reading).kind === 'success';
  const push =
    deps.websub && isSuccess
      ? await pushBesidePoll(deps.db, feed.id, { at: startedAt, newItems, lastPolledAt: feed.succeededAt })
      : null;
  const settled = settlement(deps, asking, { ...reading, push }, identified);
  const stored = await settleFetch(deps.db, claim, settled);
  if (!stored) return deps.observer.fetchSuperseded(feed.id);
  await restHostIfAsked(deps.db, reading.outcome, deps.hosts, deps.now());
  const isNews = stored.itemsNew + stored.itemsChanged > 0;
  if (isNews) await deps.producer.enqueue('normalize', [{ batch: stored.batch }]);
  await killDeleted(deps.db, feed.id, reading.feed?.deleted ?? [], deps.now());
  deps.observer.feedFetched(feed, { ...settled.record, ...stored });
  if (settled.state !== feed.state) deps.observer.feedStateChanged(feed, feed.state, settled.state);
  if (deps.websub) await followHub(deps.db, deps.websub, feed.id, { reading, push, now: startedAt });
}

/** What a poll came to, and what it tells of the feed's hub. */
interface PollReading extends FetchReading {
  push: PolledPush | null;
}

function settlement(
  deps: FetchFeedDeps,
  asking: Asking,
  reading: PollReading,
  { unknown: items, keyFallback }: IdentifiedItems,
): SettledFetch {
  const { feed, startedAt } = asking;
  const poll = pollOf(asking, reading, items, deps.now());
  const failures = poll.outcome.kind === 'success' ? 0 : feed.failures + 1;
  const history = advanceHistory({ ...feed.history, keyFallback }, poll, {
    succeededAt: feed.succeededAt,
    wasNotModified: feed.outcome === 'not-modified',
    askedAdopted: asking.url !== feed.url,
  });
  const isFirst = feed.outcome === null;
  const dueAt = nextDue(
    { schedule: feed.schedule, poll, failures, history, isFirst, pushedUntil: pushedUntil(reading.push) },
    deps.schedule,
    poll.endedAt,
    deps.random(),
  );
  // A body that could not be read must come again, not be answered by 304.
  const answer = reading.unreadable ? null : answerOf(reading.outcome);
  return {
    record: { ...fetchRecord(reading, startedAt, poll.endedAt), ...newNote(feed.history, history) },
    dueAt,
    host: new URL(addressToAsk(feed, history, dueAt, deps.schedule.moveAdoptDays)).host,
    validators: answer?.validators ?? null,
    failures,
    history,
    state: feedState(history, poll.outcome, poll.endedAt),
    seen: reading.feed,
    items,
  };
}

/** What the log says of a feed that lies: of ids that do not tell its items apart, of a 304 that hid items. */
function newNote(before: PollingHistory, after: PollingHistory): { code: string; message: string } | null {
  if (after.keyFallback !== null && before.keyFallback?.by !== after.keyFallback.by)
    return { code: 'unreliable-ids', message: describeKeyFallback(after.keyFallback) };
  if (before.distrustedUntil === after.distrustedUntil) return null;
  const message = `the server said that nothing had changed (304) when there were new items; until ${after.distrustedUntil} it is asked for everything`;
  return { code: 'lying-validators', message };
}

function pollOf(asking: Asking, reading: PollReading, items: UnknownItem[], endedAt: Date): Poll {
  const { feed, bodyHash, outcome } = reading;
  const fresh = items.filter(({ isNew }) => isNew);
  return {
    startedAt: asking.startedAt,
    endedAt,
    outcome: pollOutcome(reading),
    reading:
      feed === null || bodyHash === null
        ? null
        : {
            items: feed.items.length,
            newItems: fresh.length,
            newDates: fresh.map(({ published }) => published).filter((date) => date !== null),
            hints: { ttlMinutes: feed.ttlMinutes, skipHours: feed.skipHours, skipDays: feed.skipDays },
            bodyHash,
          },
    pushed: pushedBefore(reading.push),
    conditional: asking.conditional,
    maxAgeSeconds: maxAgeOf(outcome),
    movedTo: outcome.kind === 'moved' ? outcome.to : null,
  };
}
