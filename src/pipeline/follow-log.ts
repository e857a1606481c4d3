import { setTimeout as delay } from 'node:timers/promises';
import type { LogSignal } from '../store/log-signal.ts';
import type { FollowStep, TopicFollower } from './follow-topics.ts';

/** Longest wait for an event: the topics may have changed. */
const idleMs = 5000;
/** Others write in the meantime. */
const outdoneMs = 50;
const afterFaultMs = 1000;

export interface FollowLogDeps {
  step: TopicFollower;
  grown: LogSignal;
  onStep: (step: FollowStep) => void;
  onFault: (error: unknown) => void;
}

/** Steps on as long as there are events, waits for the next, and ends at `signal`. */
export async function followLog(deps: FollowLogDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await stepOnce(deps, signal);
}

async function stepOnce({ step, grown, onStep, onFault }: FollowLogDeps, signal: AbortSignal): Promise<void> {
  const pause = (ms: number) => delay(ms, undefined, { signal }).catch(() => undefined);
  try {
    const done = await step();
    onStep(done);
    if (done.kind === 'outdone') await pause(outdoneMs);
    else await grown.beyond(done.cursor, idleMs, signal);
  } catch (error) {
    onFault(error);
    await pause(afterFaultMs);
  }
}
