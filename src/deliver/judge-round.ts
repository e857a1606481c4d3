import type { Blame, PostOutcome } from '../domain/post-outcome.ts';
import { countTries, type RetryTerms, retryAt } from './retry-at.ts';

/** One of the calls that were made to a target at the same time. */
export interface Call {
  outcome: PostOutcome;
  /** Tries of its deliveries in all, this one included. */
  attempts: number;
}

/** How a target answers, so far. */
export interface TargetHistory {
  /** Rounds in a row in which it took nothing. */
  failures: number;
  failingSince: Date | null;
}

/** What becomes of a target. */
export interface TargetVerdict extends TargetHistory {
  /** When it may be called again, with whatever waits for it; null: at once. */
  retryAt: Date | null;
  state: 'failing' | 'gone' | null;
  fault: string | null;
}

/** What becomes of the deliveries of a call. */
export interface DeliveryVerdict {
  state: 'waiting' | 'delivered' | 'dead';
  dueAt: Date;
}

export interface RoundTerms extends RetryTerms {
  endedAt: Date;
  /** How long a target may take nothing before it is given up. */
  pauseAfterMs: number;
}

/** What becomes of the target, and of the deliveries of each call. */
export interface JudgedRound {
  target: TargetVerdict;
  deliveries: DeliveryVerdict[];
}

/**
 * What a round of calls leads to. A target that is gone ends the subscription. One that refuses a message for the
 * message's sake, or took others of the round, is well: what it did not take is tried again by itself, so one bad message
 * holds up no other, and given up after its last try. A target that took nothing is left alone for a while with all that
 * waits for it.
 */
export function judgeRound(calls: Call[], history: TargetHistory, terms: RoundTerms): JudgedRound {
  const isWell = calls.some(({ outcome }) => outcome.kind === 'accepted' || isBlamed(outcome, 'message'));
  const isGone = calls.some(({ outcome }) => isBlamed(outcome, 'gone'));
  return {
    target: isGone ? gone(calls, history) : isWell ? well(calls) : unwell(calls, history, terms),
    deliveries: calls.map((call) => judgeDelivery(call, isWell && !isGone, terms)),
  };
}

function judgeDelivery({ outcome, attempts }: Call, isWell: boolean, terms: RoundTerms): DeliveryVerdict {
  if (outcome.kind === 'accepted') return { state: 'delivered', dueAt: terms.endedAt };
  const state = isWell && attempts >= countTries(terms) ? 'dead' : 'waiting';
  return { state, dueAt: retryAt(terms.endedAt, attempts, wishOf(outcome), terms) };
}

function well(calls: Call[]): TargetVerdict {
  return { failures: 0, failingSince: null, retryAt: null, state: null, fault: faultOf(calls) };
}

function gone(calls: Call[], history: TargetHistory): TargetVerdict {
  return { ...history, retryAt: null, state: 'gone', fault: faultOf(calls) };
}

function unwell(
  calls: Call[],
  { failures: before, failingSince: since }: TargetHistory,
  terms: RoundTerms,
): TargetVerdict {
  const { endedAt, pauseAfterMs } = terms;
  const failures = before + 1;
  const failingSince = since ?? endedAt;
  const wish = Math.max(...calls.map(({ outcome }) => wishOf(outcome) ?? 0));
  return {
    failures,
    failingSince,
    retryAt: retryAt(endedAt, failures, wish, terms),
    state: endedAt.getTime() - failingSince.getTime() >= pauseAfterMs ? 'failing' : null,
    fault: faultOf(calls),
  };
}

function isBlamed(outcome: PostOutcome, blame: Blame): boolean {
  return outcome.kind === 'refused' && outcome.blame === blame;
}

function wishOf(outcome: PostOutcome): number | null {
  return outcome.kind === 'refused' ? outcome.retryAfterSeconds : null;
}

function faultOf(calls: Call[]): string | null {
  for (const { outcome } of calls) if (outcome.kind !== 'accepted') return outcome.message;
  return null;
}
