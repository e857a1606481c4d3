import { DateTime } from 'luxon';
import { type QuietHours, weekdays } from '../domain/subscription.ts';

/** Windows that touch each other are one silence; a day of the week later they are over, or they never are. */
const mostWindows = 7;

/**
 * When the silence ends that `at` lies in; null where it lies in none. A window is named by the day on which it begins, and
 * goes on to the next day where `to` is not after `from`. Clocks that are put forward or back move its ends with them.
 */
export function endOfQuiet(quiet: QuietHours, timeZone: string, at: Date): Date | null {
  let end: Date | null = null;
  for (let window = 0; window < mostWindows; window += 1) {
    const next = endOfWindow(quiet, timeZone, end ?? at);
    if (next === null) return end;
    end = next;
  }
  return end;
}

function endOfWindow({ from, to, days }: QuietHours, timeZone: string, at: Date): Date | null {
  const today = DateTime.fromJSDate(at, { zone: timeZone }).startOf('day');
  for (const day of [today, today.minus({ days: 1 })]) {
    const weekday = weekdays[day.weekday - 1];
    if (weekday === undefined || !days.includes(weekday)) continue;
    const start = atClock(day, from);
    const end = atClock(to > from ? day : day.plus({ days: 1 }), to);
    if (start <= at && at < end) return end;
  }
  return null;
}

/** When the clocks show HH:MM on this day, for the first time; where they leave it out, by how much they are put forward later. */
export function atClock(day: DateTime, clock: string): Date {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return day.set({ hour, minute }).toJSDate();
}
