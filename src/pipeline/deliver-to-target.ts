import { type JudgedRound, judgeRound, type TargetVerdict } from '../deliver/judge-round.ts';
import type { PostOutcome } from '../domain/post-outcome.ts';
import type { Observer } from '../observe/observer.ts';
import {
  claimSubscription,
  dropSubscriptionClaim,
  noteTarget,
  renewClaim,
  type SubscriptionClaim,
} from '../store/claim-subscription.ts';
import { inTransaction, type Pool } from '../store/db.ts';
import { hasDueDeliveries, type SettledDeliveries, settleDeliveries } from '../store/due-deliveries.ts';
import type { Channels } from './channels.ts';
import type { OutgoingMessage } from './compose-messages.ts';
import { nextMessages } from './next-messages.ts';

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
  const turnEndsAt = deps.now().getTime() + turnMs;
  const isOver = () => signal.aborted || deps.now().getTime() >= turnEndsAt;
  // What was planned after the last look found nothing, and before the claim was dropped, had its job turned away by the claim.
  do {
    const claimed = await claimSubscription(deps.pool, id, deps.now(), deps.claimSeconds);
    if (!claimed) return;
    await runRounds(deps, claimed, isOver, signal).finally(() => dropSubscriptionClaim(deps.pool, claimed));
  } while (!isOver() && (await hasDueDeliveries(deps.pool, id, deps.now())));
}

async function runRounds(
  deps: DeliverDeps,
  claimed: SubscriptionClaim,
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  while (!isOver()) {
    const claim = await renewClaim(deps.pool, claimed, deps.now(), deps.claimSeconds);
    const round = claim && (await runRound(deps, claim, signal));
    if (round === null || round.retryAt !== null || round.state !== null) return;
  }
}

/** One round of calls, settled; null when there is nothing to send now. */
async function runRound(
  deps: DeliverDeps,
  claim: SubscriptionClaim,
  signal: AbortSignal,
): Promise<TargetVerdict | null> {
  const { pool, random, pauseAfterMs, pausesSeconds } = deps;
  const messages = await nextMessages(deps, claim);
  if (messages.length === 0) return null;
  const calls = await Promise.all(messages.map((message) => callTarget(deps, claim, message, signal)));
  signal.throwIfAborted();

  const endedAt = deps.now();
  const judged = judgeRound(calls, claim, { endedAt, random, pauseAfterMs, pausesSeconds });
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
    await noteTarget(db, claim, judged.target, { at: endedAt, wasTaken });
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
  { channels, now }: DeliverDeps,
  claim: SubscriptionClaim,
  { messageId, deliveries, events }: OutgoingMessage,
  signal: AbortSignal,
): Promise<MadeCall> {
  const at = now();
  const startedMs = performance.now();
  const outcome = await channels[claim.channel](claim, { id: messageId, events, at }, signal);
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
