import { judgeRound } from '../deliver/judge-round.ts';
import { webhookMessage } from '../deliver/webhook-message.ts';
import type { LogEvent } from '../domain/event.ts';
import type { PostOutcome } from '../domain/post-outcome.ts';
import type { SentEvent } from '../domain/subscription.ts';
import type { Poster } from '../fetch/poster.ts';
import type { Observer } from '../observe/observer.ts';
import { findArticles } from '../store/articles.ts';
import {
  claimSubscription,
  dropSubscriptionClaim,
  noteTarget,
  renewClaim,
  type SubscriptionClaim,
} from '../store/claim-subscription.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import {
  type DueDelivery,
  findDueDeliveries,
  findWaitingOfMessages,
  nameMessage,
  type SettledDeliveries,
  settleDeliveries,
} from '../store/due-deliveries.ts';
import { findEvents } from '../store/events.ts';

export interface DeliverDeps {
  pool: Pool;
  poster: Poster;
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

/**
 * Makes the deliveries of a subscription that are due, in rounds, until nothing is due or its target takes nothing. Of
 * one article never two are under way. Safe to run twice: one worker at a time has the subscription, and what a killed one
 * had sent is sent again under the same id.
 */
export async function deliverToTarget(deps: DeliverDeps, id: string, signal: AbortSignal): Promise<void> {
  const claim = await claimSubscription(deps.pool, id, deps.now(), deps.claimSeconds);
  if (!claim) return;
  let history = { failures: claim.failures, failingSince: claim.failingSince };
  try {
    while (!signal.aborted && (await renewClaim(deps.pool, claim, deps.now(), deps.claimSeconds))) {
      const round = await runRound(deps, claim, history, signal);
      if (round === null || round.retryAt !== null || round.state !== null) return;
      history = round;
    }
  } finally {
    await dropSubscriptionClaim(deps.pool, claim);
  }
}

/** One round of calls, settled; null when nothing is due. */
async function runRound(
  deps: DeliverDeps,
  claim: SubscriptionClaim,
  history: { failures: number; failingSince: Date | null },
  signal: AbortSignal,
) {
  const most = deps.callsAtOnce * claim.batchSize;
  const due = await findDueDeliveries(deps.pool, claim.id, deps.now(), most);
  if (due.length === 0) return null;
  const groups = await groupDeliveries(deps.pool, due, claim);
  const events = await sentEvents(
    deps.pool,
    groups.flatMap(({ deliveries }) => deliveries),
  );
  const calls = await Promise.all(groups.map((group) => callTarget(deps, claim, group, events, signal)));
  signal.throwIfAborted();

  const endedAt = deps.now();
  const { random, pauseAfterMs } = deps;
  const judged = judgeRound(calls, history, { endedAt, random, pauseAfterMs });
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

interface Group {
  messageId: string;
  deliveries: DueDelivery[];
}

/** What went together before goes together again, under its id; the rest in parts of `batchSize`. */
async function groupDeliveries(db: Db, due: DueDelivery[], claim: SubscriptionClaim): Promise<Group[]> {
  const ids = new Set(due.map(({ messageId }) => messageId).filter((id) => id !== null));
  const known = Map.groupBy(await findWaitingOfMessages(db, [...ids]), ({ messageId }) => messageId ?? '');
  const groups = Array.from(known, ([messageId, deliveries]) => ({ messageId, deliveries }));
  const fresh = due.filter(({ messageId }) => messageId === null);
  for (let start = 0; start < fresh.length; start += claim.batchSize) {
    const deliveries = fresh.slice(start, start + claim.batchSize);
    const messageId = `msg_${claim.id}_${deliveries[0]?.cursor}`;
    await nameMessage(
      db,
      deliveries.map(({ id }) => id),
      messageId,
    );
    groups.push({ messageId, deliveries });
  }
  return groups;
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
  { poster, now }: DeliverDeps,
  claim: SubscriptionClaim,
  { messageId, deliveries }: Group,
  events: ReadonlyMap<string, SentEvent>,
  signal: AbortSignal,
): Promise<MadeCall> {
  const at = now();
  const sent = deliveries.map(({ cursor }) => events.get(cursor)).filter((event) => event !== undefined);
  const startedMs = performance.now();
  const message = webhookMessage(messageId, sent, claim.secrets, at);
  const outcome = await poster.post(claim.url, message, signal);
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
