import type { Pace } from '../domain/subscription.ts';
import { digestAfter } from './digest.ts';
import { endOfQuiet } from './quiet-hours.ts';

const hourMs = 3_600_000;

/** What is to be told, and what was. */
export interface Pending {
  /** When the oldest of what waits was planned. */
  since: Date;
  /** When notices were taken in the last hour, the oldest first. */
  noticedAt: Date[];
}

/**
 * Till when nothing is sent; null: it can go now. Then all that waits goes as one notice: a digest at its time, what fell
 * into quiet hours after them, and what was beyond the cap as soon as the last hour has had less.
 */
export function heldUntil(
  { timeZone, digest, quietHours, hourlyCap }: Pace,
  { since, noticedAt }: Pending,
  now: Date,
): Date | null {
  const digestAt = digest === null ? now : digestAfter(digest, timeZone, since);
  const capped = hourlyCap === null ? undefined : noticedAt.at(-hourlyCap);
  const freeAt = capped ? capped.getTime() + hourMs : 0;
  const at = new Date(Math.max(now.getTime(), digestAt.getTime(), freeAt));
  const open = (quietHours && endOfQuiet(quietHours, timeZone, at)) ?? at;
  return open > now ? open : null;
}
