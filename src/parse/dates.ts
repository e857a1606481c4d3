import { zoneMinutes } from './time-zones.ts';

/** Longer strings are no dates, in characters. */
const maxDateChars = 100;

/** .NET's and Java's "no date" (year 1) and other nonsense lie before; in years. */
const firstYear = 1000;

/** First letters of each month's names: English, then those of other languages that feeds wrongly use. */
const months = [
  /^(jan|ene|gen|janv)/,
  /^(feb|fév|fev)/,
  /^(mar|mär|mrz|maa|mrt)/,
  /^(apr|avr|abr)/,
  /^(may|mai|mag|mei)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|aoû|aou|ago)/,
  /^(sep|set)/,
  /^(oct|okt|ott|out)/,
  /^(nov)/,
  /^(dec|dez|déc|dic)/,
];
const iso = /^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[t ] ?(.+))?$/;
const compactIso = /^(\d{4})(\d{2})(\d{2})(?:[t ]?(\d{2})(\d{2})(\d{2})? ?(.*))?$/;
const clock = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)? ?([ap]\.?m\b\.?)? ?(.*)$/;

interface Day {
  year: number;
  /** 1–12 */
  month: number;
  day: number;
}

interface Time {
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Minutes east of UTC. */
  offset: number;
}

const midnight: Time = { hour: 0, minute: 0, second: 0, millisecond: 0, offset: 0 };

/**
 * A date of a feed as ISO 8601 UTC: RFC 822 and its malformations, RFC 3339 and W3C-DTF, asctime. Without a zone it is
 * taken as UTC; a wrong weekday is ignored. Null where it is no date or not one that exists. Never throws.
 */
export function parseDate(value: string): string | null {
  if (value.length > maxDateChars) return null;
  const text = value.trim().replace(/\s+/g, ' ').toLowerCase();
  return parseIso(text) ?? parseCompact(text) ?? parseNamedMonth(text);
}

function parseIso(text: string): string | null {
  const found = iso.exec(text);
  if (!found) return null;
  const [, year, month, day = '1', rest = ''] = found;
  const time = rest === '' ? midnight : parseTime(rest);
  return time && toIso({ year: Number(year), month: Number(month), day: Number(day) }, time);
}

function parseCompact(text: string): string | null {
  const found = compactIso.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second = '00', zone = ''] = found;
  const time = hour === undefined ? midnight : parseTime(`${hour}:${minute}:${second} ${zone}`);
  return time && toIso({ year: Number(year), month: Number(month), day: Number(day) }, time);
}

/** RFC 822, asctime, "March 5, 2024 10:00" and the like: the parts are told by their looks, not by their place. */
function parseNamedMonth(text: string): string | null {
  const colon = text.indexOf(':');
  const timeAt = colon === -1 ? text.length : text.slice(0, colon).search(/\d{1,2}$/);
  if (timeAt === -1) return null;
  const words = (part: string) => part.split(/[\s,.\-/]+/).filter((word) => word !== '');
  const before = words(text.slice(0, timeAt));
  const { year: lateYear, rest } = takeLateYear(text.slice(timeAt));
  const day = readDay(before, lateYear);
  const time = rest === '' ? midnight : parseTime(rest);
  return day && time && toIso(day, time);
}

/** asctime and JavaScript put things after the time: `10:00:00 2024`, `10:00:00 GMT+0100 (CET)`. */
function takeLateYear(text: string): { year: string | null; rest: string } {
  const rest = text.replace(/ ?\([^()]*\)$/, '');
  const year = / (\d{4})$/.exec(rest)?.[1] ?? null;
  return { year, rest: year === null ? rest : rest.slice(0, -5) };
}

function readDay(words: string[], lateYear: string | null): Day | null {
  const month = words.map(monthOf).find((number) => number !== 0);
  if (month === undefined) return null;
  const numbers = words
    .filter((word) => /^\d{1,4}(st|nd|rd|th)?$/.test(word))
    .map((word) => Number.parseInt(word, 10));
  const digits = words.filter((word) => /^\d/.test(word));
  const isYearFirst = digits[0]?.length === 4;
  const [day, year] = isYearFirst ? [numbers[1], numbers[0]] : [numbers[0], numbers[1]];
  const stated = lateYear === null ? year : Number(lateYear);
  if (day === undefined || stated === undefined) return null;
  return { year: fullYear(stated), month, day };
}

/** 1–12, or 0 for a word that names no month. Weekdays come first and can look alike ("mar" is Tuesday in French). */
function monthOf(word: string, index: number, words: string[]): number {
  const isWeekday =
    index === 0 && /^\d/.test(words[1] ?? '') && words.slice(1).some((other) => /^\p{L}{3}/u.test(other));
  return isWeekday ? 0 : months.findIndex((month) => month.test(word)) + 1;
}

/** RFC 2822 §4.3. */
function fullYear(year: number): number {
  if (year < 50) return 2000 + year;
  return year < 1000 ? 1900 + year : year;
}

function parseTime(text: string): Time | null {
  const found = clock.exec(text);
  if (!found) return null;
  const [, hour, minute, second = '0', fraction = '0', half = '', zone = ''] = found;
  const offset = zoneMinutes(zone);
  if (offset === null) return null;
  return {
    hour: hourOfDay(Number(hour), half),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
    offset,
  };
}

function hourOfDay(hour: number, half: string): number {
  if (half === '' || hour > 12) return hour;
  return (hour % 12) + (half.startsWith('p') ? 12 : 0);
}

function toIso(day: Day, time: Time): string | null {
  const isTime = time.hour <= 24 && time.minute <= 59 && time.second <= 60;
  if (!isTime || day.year < firstYear || !existsDay(day)) return null;
  const { hour, minute, second, millisecond, offset } = time;
  const date = new Date(
    Date.UTC(day.year, day.month - 1, day.day, hour, minute - offset, second, millisecond),
  );
  return date.getUTCFullYear() > 9999 ? null : date.toISOString();
}

function existsDay({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
