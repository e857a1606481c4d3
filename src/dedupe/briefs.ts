import type { Fingerprint } from './fingerprint.ts';
import { type TermSequence, wordsIn } from './shingles.ts';
import { shareOfTerms } from './term-share.ts';

/** Fewer words in all say nothing: "Morning briefing", "Sunny, 21 degrees". */
const fewestWords = 8;
const fewestTitleWords = 4;
const minSharedPairs = 0.85;

/**
 * Whether two items of a headline and a line are the same. One word can make all the difference there ("Fire in
 * Aldmere", "Fire in Corrin"), so either the line is word for word the same and the headlines speak of one thing, or
 * the headline is the same and the lines hardly differ, and in no number.
 */
export function isSameBrief(one: Fingerprint, other: Fingerprint): boolean {
  const all = [one, other].map(({ title, words }) => wordsIn(title.weights) + words);
  if (all.some((words) => words < fewestWords) || !haveSameNumbers(one, other)) return false;
  const isSameTitle = areEqual(one.title, other.title);
  if (areEqual(one.body, other.body))
    return isSameTitle || (one.words >= fewestWords && shareOfTerms(one.title, other.title) >= 0.5);
  const isTitled = wordsIn(one.title.weights) >= fewestTitleWords;
  return isSameTitle && isTitled && sharedPairs(one.body, other.body) >= minSharedPairs;
}

function areEqual(one: TermSequence, other: TermSequence): boolean {
  return (
    one.terms.length === other.terms.length && one.terms.every((term, index) => term === other.terms[index])
  );
}

function haveSameNumbers(one: Fingerprint, other: Fingerprint): boolean {
  const [some, others] = [one, other].map(
    ({ title, body }) =>
      new Set([title, body].flatMap(({ numberPlaces, terms }) => numberPlaces.map((place) => terms[place]))),
  );
  return some !== undefined && others !== undefined && some.symmetricDifference(others).size === 0;
}

/** The share of the pairs of neighbouring terms of the shorter line that the other has. */
function sharedPairs(one: TermSequence, other: TermSequence): number {
  const [some, others] = [pairsOf(one), pairsOf(other)];
  const fewer = Math.min(some.size, others.size);
  return fewer === 0 ? 0 : some.intersection(others).size / fewer;
}

function pairsOf({ terms }: TermSequence): Set<string> {
  return new Set(Array.from(terms.subarray(1), (term, index) => `${terms[index]} ${term}`));
}
