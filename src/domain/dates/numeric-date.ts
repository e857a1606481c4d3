import { midnight, parseTime, toIso } from './clock.ts';

const dayFirst = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})\.?(?:,? (.+))?$/;
const epoch = /^(?:\d{9,10}|\d{12,13})(?:\.\d{1,9})?$/;

/**
 * `31.01.2024 10:00` and `31/01/2024`. Points are only used with the day first; with other signs the number over 12 has to
 * tell the day from the month.
 */
export function parseNumericDate(text: string): string | null {
  const found = dayFirst.exec(text);
  if (!found) return null;
  const [, first, sign, second, year, rest = ''] = found;
  const [one, other] = [Number(first), Number(second)];
  const isDayFirst = sign === '.' || one > 12 || one === other;
  if (!isDayFirst && other <= 12) return null;
  const time = rest === '' ? midnight : parseTime(rest);
  const [day, month] = isDayFirst ? [one, other] : [other, one];
  return time && toIso({ year: Number(year), month, day }, time);
}

/** Seconds or milliseconds since 1970. */
export function parseEpoch(text: string): string | null {
  if (!epoch.test(text)) return null;
  const number = Number(text);
  return new Date(number > 99_999_999_999 ? number : number * 1000).toISOString();
}
