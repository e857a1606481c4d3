import type { Draft } from './draft.ts';
import { headLines } from './head.ts';
import { takeLines } from './lines.ts';
import type { NormalizeRules } from './rules.ts';

const maxDateLineChars = 100;
const eastAsianDate =
  /^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[\s（(].{0,12})?$|^\d{4}[-./]\d{1,2}[-./]\d{1,2}.{0,12}$/u;

/** Takes lines at the top that only say when it was published or how long it takes to read. */
export function takeDateLines(draft: Draft): void {
  const lines = headLines(draft).filter((line) => line.kind === 'text' && isDateLine(line.text, draft.rules));
  if (lines.length < draft.lines.length) takeLines(draft, lines, 'date-line');
}

/** "Published: 3 May 2026, 10:15 GMT", "4 min read": at least one figure, and nothing but words of dates beside. */
export function isDateLine(text: string, rules: NormalizeRules): boolean {
  if (text.length > maxDateLineChars || !/\d/.test(text)) return false;
  if (eastAsianDate.test(text)) return true;
  const words = text
    .toLowerCase()
    .split(/[\s,;:|/•·()–—-]+/)
    .filter((word) => word !== '');
  const isNote = (word: string): boolean =>
    rules.byline.notes.has(word) || rules.byline.notes.has(word.replace(/\.$/, ''));
  const isFigure = (word: string): boolean =>
    /^\d{1,4}(?:st|nd|rd|th|h\d{0,2}|[ap]m|\.\d{1,4}|\.\d{1,2}\.\d{2,4})?\.?$/.test(word);
  return words.some(isNote) && words.every((word) => isNote(word) || isFigure(word));
}
