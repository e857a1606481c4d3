import { midnight, parseTime, type Time, toIso } from './clock.ts';

const calendar = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?\.?(?:[t, ] ?(.+))?$/;
const compact = /^(\d{4})(\d{2})(\d{2})(?:[t ]?(\d{2})(\d{2})(\d{2})? ?(.*))?$/;
const ordinal = /^(\d{4})-?(\d{3})(?:t(.+))?$/;
const week = /^(\d{4})-?w(\d{2})(?:-?(\d))?(?:t(.+))?$/;
const shortYear = /^(\d{2})-(\d{2})-(\d{2})(?:t(.+))?$/;
const dayMs = 86_400_000;

/** ISO 8601 and W3C-DTF in lower case: calendar, ordinal and week dates, extended and compact; a year alone too. */
export function parseIsoDate(text: string): string | null {
  if (/^(19|20)\d{2}$/.test(text)) return toIso({ year: Number(text), month: 1, day: 1 }, midnight);
  return (
    parseCalendar(text) ?? parseCompact(text) ?? parseOrdinal(text) ?? parseWeek(text) ?? parseShort(text)
  );
}

function parseCalendar(text: string): string | null {
  const found = calendar.exec(text);
  if (!found) return null;
  const [, year, month, day = '1', rest = ''] = found;
  return at(Number(year), Number(month), Number(day), rest);
}

function parseCompact(text: string): string | null {
  const found = compact.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second = '00', zone = ''] = found;
  const rest = hour === undefined ? '' : `${hour}:${minute}:${second} ${zone}`;
  return at(Number(year), Number(month), Number(day), rest);
}

function parseOrdinal(text: string): string | null {
  const found = ordinal.exec(text);
  const dayOfYear = Number(found?.[2]);
  if (!found || dayOfYear < 1 || dayOfYear > 366) return null;
  return atDay(Date.UTC(Number(found[1]), 0, dayOfYear), found[3]);
}

/** Week 1 is the one with 4 January in it. */
function parseWeek(text: string): string | null {
  const found = week.exec(text);
  if (!found) return null;
  const [, year, number, weekday = '1', rest] = found;
  const fourth = new Date(Date.UTC(Number(year), 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * dayMs;
  if (Number(number) > 53 || Number(weekday) < 1 || Number(weekday) > 7) return null;
  return atDay(monday + ((Number(number) - 1) * 7 + Number(weekday) - 1) * dayMs, rest);
}

/** Two digits of a year, as ISO 8601 allowed them until 2004. */
function parseShort(text: string): string | null {
  const found = shortYear.exec(text);
  return found === null
    ? null
    : at(2000 + Number(found[1]), Number(found[2]), Number(found[3]), found[4] ?? '');
}

function at(year: number, month: number, day: number, rest: string): string | null {
  const time: Time | null = rest === '' ? midnight : parseTime(rest);
  return time && toIso({ year, month, day }, time);
}

function atDay(dayStart: number, rest: string | undefined): string | null {
  const day = new Date(dayStart);
  return at(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate(), rest ?? '');
}
