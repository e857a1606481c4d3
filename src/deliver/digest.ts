import { CronExpressionParser } from 'cron-parser';
import { DateTime } from 'luxon';
import { atClock } from './quiet-hours.ts';

const daily = /^daily ((?:[01]\d|2[0-3]):[0-5]\d)$/;
const maxCronLength = 100;

/** `hourly`, `daily HH:MM`, or a cron expression of five fields that comes to pass. */
export function isDigest(text: string): boolean {
  if (text === 'hourly' || daily.test(text)) return true;
  // H is a new random time at every look.
  if (text.length > maxCronLength || text.trim().split(/\s+/).length !== 5 || /H/i.test(text)) return false;
  try {
    CronExpressionParser.parse(text).next();
    return true;
  } catch {
    return false;
  }
}

/** When the digest of what happened at `since` goes out: its first time after that, by the clocks of the time zone. */
export function digestAfter(digest: string, timeZone: string, since: Date): Date {
  const local = DateTime.fromJSDate(since, { zone: timeZone });
  if (digest === 'hourly') return local.startOf('hour').plus({ hours: 1 }).toJSDate();
  const clock = daily.exec(digest)?.[1];
  if (clock === undefined)
    return CronExpressionParser.parse(digest, { tz: timeZone, currentDate: since }).next().toDate();
  const today = atClock(local.startOf('day'), clock);
  return today > since ? today : atClock(local.startOf('day').plus({ days: 1 }), clock);
}
