import {
  type JudgedRound,
  judgeRound,
  type TargetHistory,
  type TargetVerdict,
} from '../deliver/judge-round.ts';
import { webhookMessage } from '../deliver/webhook-message.ts';
import type { PostOutcome } from '../domain/post-outcome.ts';
import type { Poster } from '../fetch/poster.ts';
import type { Observer } from '../observe/observer.ts';
import {
  claimSubscription,
  dropSubscriptionClaim,
  noteTarget,
  renewClaim,
  type SubscriptionClaim,
} from '../store/claim-subscription.ts';
import { inTransaction, type Pool } from '../store/db.ts';
import {
  buryExpiredDeliveries,
  findDueDeliveries,
  type SettledDeliveries,
  settleDeliveries,
} from '../store/due-deliveries.ts';
import { bringEvents, composeMessages, type OutgoingMessage } from './compose-messages.ts';

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
  /** See RetryTerms. */
  pausesSeconds: readonly number[];
}

/** So long one subscription keeps others waiting; the tick finds what is left. Well below what a job may take. */
const turnMs = 30_000;

/**
 * Makes the deliveries of a subscription that are due, in rounds, until nothing is due or its target takes nothing. Of
 * one article never two are under way. Safe to run twice: one worker at a time has the subscription, and what a killed one
 * had sent is sent again under the same id.
 */
export async function deliverToTarget(deps: DeliverDeps, id: string, signal: AbortSignal): Promise<void> {
  const claim = await claimSubscription(deps.pool, id, deps.now(), deps.claimSeconds);
  if (!claim) return;
  let history = { failures: claim.failures, failingSince: claim.failingSince };
  const turnEndsAt = deps.now().getTime() + turnMs;
  const mayGoOn = () => !signal.aborted && deps.now().getTime() < turnEndsAt;
  try {
    while (mayGoOn() && (await renewClaim(deps.pool, claim, deps.now(), deps.claimSeconds))) {
      const round = await runRound(deps, claim, history, signal);
      if (round === null || round.retryAt !== null || round.state !== null) return;
      history = round;
    }
  } finally {
    await dropSubscriptionClaim(deps.pool, claim);
  }
}

/** One round of calls, settled; null when there is nothing to send. */
async function runRound(
  deps: DeliverDeps,
  claim: SubscriptionClaim,
  history: TargetHistory,
  signal: AbortSignal,
): Promise<TargetVerdict | null> {
  const { pool, random, pauseAfterMs, pausesSeconds } = deps;
  await buryExpiredDeliveries(pool, claim.id, deps.now());
  const due = await findDueDeliveries(pool, claim.id, deps.now(), deps.callsAtOnce * claim.batchSize);
  const messages = await bringEvents(pool, await composeMessages(pool, due, claim));
  if (messages.length === 0) return null;
  const calls = await Promise.all(messages.map((message) => callTarget(deps, claim, message, signal)));
  signal.throwIfAborted();

  const endedAt = deps.now();
  const judged = judgeRound(calls, history, { endedAt, random, pauseAfterMs, pausesSeconds });
  await settleRound(pool, claim, calls, judged, endedAt);
  deps.observer.roundDelivered(claim, calls.length, judged.target);
  return judged.target;
}

/** The subscription's row first, as whoever removes it locks it first, too. */
function settleRound(
  pool: Pool,
  claim: SubscriptionClaim,
  calls: MadeCall[],
  judged: JudgedRound,
  endedAt: Date,
): Promise<void> {
  const wasTaken = calls.some(({ outcome }) => outcome.kind === 'accepted');
  return inTransaction(pool, async (db) => {
    await noteTarget(db, claim, judged.target, wasTaken ? endedAt : null);
    for (const [index, call] of calls.entries()) {
      const verdict = judged.deliveries[index];
      if (verdict) await settleDeliveries(db, { ...settledOf(call), ...verdict });
    }
  });
}

interface MadeCall {
  deliveries: OutgoingMessage['deliveries'];
  outcome: PostOutcome;
  attempts: number;
  at: Date;
  durationMs: number;
}

async function callTarget(
  { poster, now }: DeliverDeps,
  claim: SubscriptionClaim,
  { messageId, deliveries, events }: OutgoingMessage,
  signal: AbortSignal,
): Promise<MadeCall> {
  const at = now();
  const startedMs = performance.now();
  const message = webhookMessage(messageId, events, claim.secrets, at);
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
