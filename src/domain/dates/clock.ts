import { zoneOffset } from './time-zones.ts';

/** A day of the calendar, not known to exist. */
export interface Day {
  year: number;
  /** 1–12 */
  month: number;
  day: number;
}

export interface Time {
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Where the time is meant, in lower case; empty for UTC. */
  zone: string;
}

export const midnight: Time = { hour: 0, minute: 0, second: 0, millisecond: 0, zone: '' };

/** .NET's and Java's "no date" (year 1) and other nonsense lie before; in years. */
const firstYear = 1000;

const clock = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,:](\d{1,9}))?)? ?([ap]\.?m\b\.?|noon\b)? ?(.*)$/;

/** `10:04`, `10:04:05.123+02:00`, `10:04 pm est`; null where it is no time. */
export function parseTime(text: string): Time | null {
  const found = clock.exec(text);
  if (!found) return null;
  const [, hour, minute, second = '0', fraction = '0', half = '', zone = ''] = found;
  return {
    hour: hourOfDay(Number(hour), half),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
    zone,
  };
}

/** The instant as ISO 8601 UTC; null where the day, the time or the zone does not exist. */
export function toIso(day: Day, time: Time): string | null {
  const isTime = time.hour <= 24 && time.minute <= 59 && time.second <= 60;
  if (!isTime || day.year < firstYear || !existsDay(day)) return null;
  const { hour, minute, second, millisecond } = time;
  const local = Date.UTC(day.year, day.month - 1, day.day, hour, minute, second, millisecond);
  const offset = zoneOffset(time.zone, local);
  if (offset === null) return null;
  const date = new Date(local - offset * 60_000);
  return date.getUTCFullYear() > 9999 ? null : date.toISOString();
}

/** RFC 2822 §4.3. */
export function fullYear(year: number): number {
  if (year < 50) return 2000 + year;
  return year < 1000 ? 1900 + year : year;
}

function hourOfDay(hour: number, half: string): number {
  if (half === '' || hour > 12) return hour;
  return (hour % 12) + (half.startsWith('a') ? 0 : 12);
}

function existsDay({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
