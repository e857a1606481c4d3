import { distance } from 'fastest-levenshtein';
import type { Draft } from './draft.ts';
import { headLines } from './head.ts';
import { takeLines } from './lines.ts';
import { comparisonKey } from './tidy-text.ts';

/** Keys shorter than this, in characters, must be equal: "Storm hits" is not "Storm hit". */
const minFuzzyChars = 25;
const maxKeyChars = 300;
const maxDifferentShare = 0.08;

/** The headline repeated in the body goes; the title is kept apart from it. */
export function takeRepeatedHeadline(draft: Draft): void {
  const repeats = headLines(draft).filter((line) => sameHeadline(line.text, draft.content.title));
  takeLines(draft, repeats.length === draft.lines.length ? repeats.slice(1) : repeats, 'headline');
}

/** The same headline in another case, typography or spacing, or with a word edited. */
export function sameHeadline(text: string, title: string | null): boolean {
  if (title === null || Math.abs(text.length - title.length) > 40) return false;
  const a = comparisonKey(text);
  const b = comparisonKey(title);
  if (a === b) return a !== '';
  const longest = Math.max(a.length, b.length);
  if (Math.min(a.length, b.length) < minFuzzyChars || longest > maxKeyChars) return false;
  return distance(a, b) <= longest * maxDifferentShare;
}
