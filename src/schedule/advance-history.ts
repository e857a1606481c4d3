import type { PollingHistory } from '../domain/polling-history.ts';
import { advanceMove } from './feed-address.ts';
import { distrustFrom, hasHiddenItems } from './full-fetch.ts';
import { advancePace, firstPace, hasProbablyMissed, paceOfDates } from './pace.ts';
import type { Poll, Pushed, Reading } from './poll.ts';

/** How much the newest measurement counts in an average. */
const weight = 0.3;

/** What is known of the poll before this one. */
export interface PollBefore {
  /** When it ended well; null where none did. */
  succeededAt: Date | null;
  wasNotModified: boolean;
  /** Whether this one asked the address that the feed moved to. */
  askedAdopted: boolean;
}

/** A feed's history with one more poll in it, and with what was pushed before. Pure. */
export function advanceHistory(earlier: PollingHistory, poll: Poll, before: PollBefore): PollingHistory {
  const now = poll.endedAt;
  const history = poll.pushed === null ? earlier : { ...earlier, ...newsAt(earlier, poll.pushed) };
  const succeeded = poll.outcome.kind === 'success';
  const move = advanceMove(
    history.move,
    { isAdopted: before.askedAdopted, succeeded, movedTo: poll.movedTo },
    now,
  );
  if (!succeeded) return { ...history, move };
  const isHidden = hasHiddenItems(poll, before.succeededAt, before.wasNotModified);
  return {
    ...history,
    ...(poll.reading && read(history, poll.reading, now)),
    newPerHour: newPerHour(history, poll, before.succeededAt),
    usualDurationMs: average(history.usualDurationMs, now.getTime() - poll.startedAt.getTime()),
    fullAt: poll.conditional ? history.fullAt : now.toISOString(),
    distrustedUntil: isHidden ? distrustFrom(now) : history.distrustedUntil,
    move,
  };
}

function read(history: PollingHistory, reading: Reading, now: Date): Partial<PollingHistory> {
  const { hints, bodyHash } = reading;
  if (reading.newItems === 0) return { hints, bodyHash };
  return {
    hints,
    bodyHash,
    ...newsAt(history, { newItems: 1, at: now }),
    missedAt: hasProbablyMissed(history, reading) ? now.toISOString() : history.missedAt,
  };
}

/** What a poll finds came at once, as far as we can tell; what was pushed came one by one. */
function newsAt({ lastNewAt, usualGapSeconds }: PollingHistory, { newItems, at }: Pushed) {
  const sinceNewMs = lastNewAt === null ? null : at.getTime() - Date.parse(lastNewAt);
  return {
    lastNewAt: at.toISOString(),
    usualGapSeconds: sinceNewMs === null ? null : average(usualGapSeconds, sinceNewMs / 1000 / newItems),
  };
}

function newPerHour(history: PollingHistory, poll: Poll, lastAt: Date | null): number | null {
  const { newPerHour: known, bodyHash } = history;
  const { reading, pushed, endedAt } = poll;
  if (lastAt === null || bodyHash === null)
    return reading === null ? known : paceOfDates(reading.newDates, endedAt);
  const newItems = (reading?.newItems ?? 0) + (pushed?.newItems ?? 0);
  const elapsedMs = endedAt.getTime() - lastAt.getTime();
  return known === null ? firstPace(newItems, elapsedMs) : advancePace(known, newItems, elapsedMs);
}

function average(before: number | null, measured: number): number {
  return Math.round(before === null ? measured : before + weight * (measured - before));
}
