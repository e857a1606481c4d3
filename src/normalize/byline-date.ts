import { monthByName } from '../domain/dates/month-names.ts';
import type { NormalizeRules } from './rules.ts';

/** Dates, reading times and "Follow on …" stand in bylines and say nothing of names. */
export function isNote(words: readonly string[], followsPerson: boolean, rules: NormalizeRules): boolean {
  const hasDigit = words.some((word) => /\d/.test(word));
  const isKnown = (word: string): boolean =>
    /\d/.test(word) || rules.byline.notes.has(word.toLowerCase()) || (hasDigit && /^[A-Z]{3,4}$/.test(word));
  if (!words.some((word) => /\d/.test(word) || rules.byline.notes.has(word.toLowerCase()))) return false;
  if (words.every(isKnown)) return hasDigit || (!areMonths(words) && (followsPerson || words.length <= 2));
  return hasDigit && followsPerson && words.length <= 6;
}

/** "Jun Mai" and "April August" are names, for no date is made of two months. */
function areMonths(words: readonly string[]): boolean {
  return words.length === 2 && words.every((word) => monthByName(word.toLowerCase()) > 0);
}

/** "Jane Doe May 3": what stands before the date. */
export function withoutDate(words: readonly string[], rules: NormalizeRules): readonly string[] {
  let end = words.findIndex((word) => /\d/.test(word));
  if (end < 2) return words;
  while (end > 2 && rules.byline.notes.has((words[end - 1] as string).toLowerCase())) end -= 1;
  return words.slice(0, end);
}
