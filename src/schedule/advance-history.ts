import type { PollingHistory } from '../domain/polling-history.ts';
import { advanceMove } from './feed-address.ts';
import { distrustFrom, hasHiddenItems } from './full-fetch.ts';
import { advancePace, hasProbablyMissed, paceOfDates } from './pace.ts';
import type { Poll, Reading } from './poll.ts';

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

/** A feed's history with one more poll in it. Pure. */
export function advanceHistory(history: PollingHistory, poll: Poll, before: PollBefore): PollingHistory {
  const now = poll.endedAt;
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
  const sinceNewMs = history.lastNewAt === null ? null : now.getTime() - Date.parse(history.lastNewAt);
  return {
    hints,
    bodyHash,
    lastNewAt: now.toISOString(),
    usualGapSeconds: sinceNewMs === null ? null : average(history.usualGapSeconds, sinceNewMs / 1000),
    missedAt: hasProbablyMissed(history, reading) ? now.toISOString() : history.missedAt,
  };
}

function newPerHour({ newPerHour: known }: PollingHistory, poll: Poll, lastAt: Date | null): number | null {
  const { reading, endedAt } = poll;
  if (known === null || lastAt === null)
    return reading === null ? known : paceOfDates(reading.newDates, endedAt);
  return advancePace(known, reading?.newItems ?? 0, endedAt.getTime() - lastAt.getTime());
}

function average(before: number | null, measured: number): number {
  return Math.round(before === null ? measured : before + weight * (measured - before));
}
