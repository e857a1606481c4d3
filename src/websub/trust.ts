import type { PushState } from '../domain/push.ts';

/** A poll can be some minutes before the push of the same item: then the push was late, not lost. */
const lateMs = 10 * 60_000;
/** Pushes that were lost make the rest doubtful for so long. */
const doubtMs = 24 * 3_600_000;

/** What a push or a poll leaves of the trust in a hub. */
export interface Trust {
  state: PushState;
  /** When a poll found what no push had brought. */
  missedAt: Date | null;
}

/** The trust after a push that brought items, received at `receivedAt`. */
export function trustAfterPush({ missedAt }: Trust, receivedAt: Date): Trust {
  if (missedAt === null) return { state: 'working', missedAt };
  const age = receivedAt.getTime() - missedAt.getTime();
  if (age <= lateMs) return { state: 'working', missedAt: null };
  return { state: age > doubtMs ? 'working' : 'unreliable', missedAt };
}

/** What a poll tells of pushes. */
export interface PollBesidePushes {
  at: Date;
  /** Items that neither an earlier poll nor a push had brought. */
  newItems: number;
  /** The poll before: what is new appeared after it. Null where there was none. */
  lastPolledAt: Date | null;
}

/** The trust after a poll. Only what appeared while the hub had promised to push counts as missed. */
export function trustAfterPoll(trust: Trust, confirmedAt: Date | null, poll: PollBesidePushes): Trust {
  const isServed = ['confirmed', 'working', 'unreliable'].includes(trust.state);
  const wasServed = confirmedAt !== null && poll.lastPolledAt !== null && confirmedAt <= poll.lastPolledAt;
  if (!isServed || !wasServed || poll.newItems === 0) return trust;
  return { state: 'unreliable', missedAt: poll.at };
}
