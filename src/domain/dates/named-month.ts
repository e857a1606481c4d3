import { type Day, fullYear, midnight, parseTime, toIso } from './clock.ts';
import { monthByName } from './month-names.ts';

/** The Thai year is counted from the Buddha. */
const buddhistYears = 543;

/** RFC 822, asctime, "March 5, 2024 10:00" and the like: the parts are told by their looks, not by their place. */
export function parseNamedMonth(line: string): string | null {
  const text = line.replace(/(\d)t(?=\d{1,2}:)/, '$1 ');
  const colon = text.indexOf(':');
  const timeAt = colon === -1 ? text.length : text.slice(0, colon).search(/\d{1,2}$/);
  if (timeAt === -1) return null;
  const words = text
    .slice(0, timeAt)
    .split(/[\s,.\-/]+/)
    .filter((word) => word !== '');
  const { year: lateYear, rest } = takeLateYear(text.slice(timeAt));
  const day = readDay(words, lateYear);
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
  const digits = words.filter((word) => /^\d{1,4}(st|nd|rd|th|er|º|ª|th)?$/.test(word));
  const numbers = digits.map((word) => Number.parseInt(word, 10));
  const isYearFirst = digits[0]?.length === 4;
  const [day, year] = isYearFirst ? [numbers[1], numbers[0]] : [numbers[0], numbers[1]];
  const stated = lateYear === null ? year : Number(lateYear);
  if (day === undefined || stated === undefined) return null;
  const isThai = stated > 2400 && words.some((word) => /\p{Script=Thai}/u.test(word));
  return { year: fullYear(isThai ? stated - buddhistYears : stated), month, day };
}

/** 1–12, or 0 for a word that names no month. Weekdays come first and can look alike ("mar" is Tuesday in French). */
function monthOf(word: string, index: number, words: string[]): number {
  if (/^\d/.test(word)) return 0;
  const isWeekday =
    index === 0 && /^\d/.test(words[1] ?? '') && words.slice(1).some((other) => /^\p{L}{3}/u.test(other));
  return isWeekday ? 0 : monthByName(word);
}
