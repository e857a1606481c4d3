import { distance } from 'fastest-levenshtein';
import type { Draft } from './draft.ts';
import { headLines } from './head.ts';
import { takeLines } from './lines.ts';
import { comparisonKey } from './tidy-text.ts';
import { cutAtTail } from './title-tail.ts';

/** Keys shorter than this, in characters, must be equal: "Storm hits" is not "Storm hit". */
const minFuzzyChars = 25;
/** Shorter ones with something behind them are no headline again: "Live | Sport" is not "Live". */
const minTailedChars = 12;
const maxKeyChars = 300;
const maxDifferentShare = 0.08;

/** Whether a title is this headline and something behind a dash or a bar. */
function hasTail(title: string, headlineKey: string): boolean {
  return headlineKey.length >= minTailedChars && comparisonKey(cutAtTail(title)?.head ?? '') === headlineKey;
}

/** The headline repeated in the body goes; the title is kept apart from it. A page's own headline can be another than the feed's. */
export function takeRepeatedHeadline(draft: Draft): void {
  const titles = [draft.content.title, draft.page?.claims.title ?? null];
  const repeats = headLines(draft).filter(({ text }) => titles.some((title) => sameHeadline(text, title)));
  takeLines(draft, repeats.length === draft.lines.length ? repeats.slice(1) : repeats, 'headline');
}

/** The same headline in another case, typography or spacing, with a word edited, or with the outlet behind one of them. */
export function sameHeadline(text: string, title: string | null): boolean {
  if (title === null || Math.abs(text.length - title.length) > 40) return false;
  const a = comparisonKey(text);
  const b = comparisonKey(title);
  if (a === b) return a !== '';
  if (hasTail(text, b) || hasTail(title, a)) return true;
  const longest = Math.max(a.length, b.length);
  if (Math.min(a.length, b.length) < minFuzzyChars || longest > maxKeyChars) return false;
  return distance(a, b) <= longest * maxDifferentShare;
}
