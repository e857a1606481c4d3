import { heldUntil } from '../deliver/held-until.ts';
import { judgeRound, type TargetVerdict } from '../deliver/judge-round.ts';
import type { LogEvent } from '../domain/event.ts';
import type { PostOutcome } from '../domain/post-outcome.ts';
import type { SentEvent } from '../domain/subscription.ts';
import type { Observer } from '../observe/observer.ts';
import { findArticles } from '../store/articles.ts';
import {
  claimSubscription,
  dropSubscriptionClaim,
  holdSubscription,
  noteTarget,
  renewClaim,
  type SubscriptionClaim,
} from '../store/claim-subscription.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import {
  type DueDelivery,
  findDueDeliveries,
  type SettledDeliveries,
  settleDeliveries,
} from '../store/due-deliveries.ts';
import { findEvents } from '../store/events.ts';
import type { Channels } from './channels.ts';
import { type DeliveryGroup, groupDeliveries, nextNotice } from './group-deliveries.ts';

export interface DeliverDeps {
  pool: Pool;
  channels: Channels;
  observer: Observer;
  now: () => Date;
  random: () => number;
  /** Calls to one target at the same time. */
  callsAtOnce: number;
  /** For how long a claim holds; longer than a round of calls takes. */
  claimSeconds: number;
  /** How long a target may take nothing before it is given up. */
  pauseAfterMs: number;
}

/** Events in a notice, at most; what is beyond comes in the next one. */
const noticeSize = 200;

/**
 * Makes the deliveries of a subscription that are due, in rounds, until nothing is due or its target takes nothing. Of
 * one article never two are under way. Safe to run twice: one worker at a time has the subscription, and what a killed one
 * had sent is sent again under the same id.
 */
export async function deliverToTarget(deps: DeliverDeps, id: string, signal: AbortSignal): Promise<void> {
  const claimed = await claimSubscription(deps.pool, id, deps.now(), deps.claimSeconds);
  if (!claimed) return;
  try {
    for (;;) {
      if (signal.aborted) return;
      const claim = await renewClaim(deps.pool, claimed, deps.now(), deps.claimSeconds);
      const round = claim && (await runRound(deps, claim, signal));
      if (round === null || round.retryAt !== null || round.state !== null) return;
    }
  } finally {
    await dropSubscriptionClaim(deps.pool, claimed);
  }
}

/** One round of calls, settled; null when nothing is due, or its pace holds it. */
async function runRound(
  deps: DeliverDeps,
  claim: SubscriptionClaim,
  signal: AbortSignal,
): Promise<TargetVerdict | null> {
  const groups = await nextGroups(deps, claim);
  if (groups.length === 0) return null;
  const events = await sentEvents(
    deps.pool,
    groups.flatMap(({ deliveries }) => deliveries),
  );
  const calls = await Promise.all(groups.map((group) => callTarget(deps, claim, group, events, signal)));
  signal.throwIfAborted();

  const endedAt = deps.now();
  const { random, pauseAfterMs } = deps;
  const judged = judgeRound(calls, claim, { endedAt, random, pauseAfterMs });
  await inTransaction(deps.pool, async (db) => {
    for (const [index, call] of calls.entries()) {
      const verdict = judged.deliveries[index];
      if (verdict) await settleDeliveries(db, { ...settledOf(call), ...verdict });
    }
    const wasTaken = calls.some(({ outcome }) => outcome.kind === 'accepted');
    await noteTarget(db, claim, judged.target, wasTaken ? endedAt : null);
  });
  deps.observer.roundDelivered(claim, calls.length, judged.target);
  return judged.target;
}

/** What goes now: some calls to a webhook at once, or one notice, if the pace of the subscription lets it go. */
async function nextGroups(
  { pool, now, callsAtOnce }: DeliverDeps,
  { id, channel, batchSize, pace, noticedAt, ...claim }: SubscriptionClaim,
): Promise<DeliveryGroup[]> {
  const together = channel !== 'webhook';
  const limit = together ? noticeSize : callsAtOnce * batchSize;
  const due = await findDueDeliveries(pool, id, now(), { limit, together });
  const [oldest] = due;
  if (!oldest) return [];
  if (!together) return groupDeliveries(pool, due, { id, size: batchSize });
  const until = heldUntil(pace, { since: oldest.createdAt, noticedAt }, now());
  if (until === null) return nextNotice(pool, due, id);
  await holdSubscription(pool, { id, ...claim }, until);
  return [];
}

/** The events of deliveries by cursor, each with its article as it is now. */
async function sentEvents(db: Db, due: DueDelivery[]): Promise<Map<string, SentEvent>> {
  const events: LogEvent[] = await findEvents(
    db,
    due.map(({ cursor }) => cursor),
  );
  const articles = await findArticles(db, [...new Set(events.map(({ articleId }) => articleId))]);
  return new Map(
    events.map((event) => [event.cursor, { ...event, article: articles.get(event.articleId) ?? null }]),
  );
}

interface MadeCall {
  deliveries: DueDelivery[];
  outcome: PostOutcome;
  attempts: number;
  at: Date;
  durationMs: number;
}

async function callTarget(
  { channels, now }: DeliverDeps,
  claim: SubscriptionClaim,
  { messageId, deliveries }: DeliveryGroup,
  events: ReadonlyMap<string, SentEvent>,
  signal: AbortSignal,
): Promise<MadeCall> {
  const at = now();
  const sent = deliveries.map(({ cursor }) => events.get(cursor)).filter((event) => event !== undefined);
  const startedMs = performance.now();
  const message = { id: messageId, events: sent, at };
  const outcome = await channels[claim.channel](claim, message, signal);
  const attempts = Math.max(...deliveries.map((delivery) => delivery.attempts)) + 1;
  return { deliveries, outcome, attempts, at, durationMs: Math.round(performance.now() - startedMs) };
}

function settledOf({
  deliveries,
  outcome,
  at,
  durationMs,
}: MadeCall): Pick<SettledDeliveries, 'ids' | 'attempt'> {
  return {
    ids: deliveries.map(({ id }) => id),
    attempt: {
      at,
      durationMs,
      status: outcome.kind === 'failed' ? null : outcome.status,
      fault: outcome.kind === 'accepted' ? null : outcome.message,
      answer: outcome.kind === 'accepted' ? outcome.answer : null,
    },
  };
}
