import type { MatchKind } from '../domain/story.ts';
import { isSameBrief } from './briefs.ts';
import { countShared, type Fingerprint } from './fingerprint.ts';
import { coverageOf, type Passage, sharedPassages, wordsBetween } from './passages.ts';
import { shareOfTerms } from './term-share.ts';

/** Why two texts are one story. */
export interface Match {
  kind: MatchKind;
  /** Containment, 0 to 1: the share of the shorter one's shingles that the longer one has. */
  score: number;
  /** Share of each text that lies in passages of the other, 0 to 1. */
  coverage: { shorter: number; longer: number };
  /** In terms of the shorter one; `other` is the longer. */
  passages: Passage[];
}

/** Two fingerprints, the shorter one first. */
interface Pair {
  shorter: Fingerprint;
  longer: Fingerprint;
}

/** Below this many words a text is a headline and a line; see isSameBrief. */
const briefWords = 40;
/** Below this many words a text may be a notice that many articles have, so headlines have their say. */
const noticeWords = 80;
const teaserWords = 10;
/** A teaser stands so near to the beginning of the text it announces. */
const leadWords = 150;
const minTeaserCoverage = 0.8;
const teaserTitleTerms = 4;

/** Different reports of one event stay below 0.3, copies and excerpts with every tenth word changed above 0.5. */
const surelyContained = 0.5;
/** Where more was changed, the passages between the changes decide. */
const hardlyContained = 0.3;
const minCoverage = 0.6;
/** An excerpt that covers more than this of the longer text is a copy of it. */
const copyCoverage = 0.5;

/** Below this share of the same numbers in shared passages, two texts are one form filled in twice. */
const minNumbersShare = 0.6;
const fewNumbers = 3;

/** The length in words comes first; between equals the shingles decide, so that a pair has one order. */
export function isShorter(one: Fingerprint, other: Fingerprint): boolean {
  if (one.words !== other.words) return one.words < other.words;
  const length = Math.min(one.distinct.length, other.distinct.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (one.distinct[index] ?? 0) - (other.distinct[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return one.distinct.length < other.distinct.length;
}

/** Whether two texts are one story, and why; null where they are not. The same whichever of them comes first. */
export function compare(one: Fingerprint, other: Fingerprint): Match | null {
  const pair: Pair = isShorter(one, other)
    ? { shorter: one, longer: other }
    : { shorter: other, longer: one };
  if (pair.longer.words < briefWords) return isSameBrief(one, other) ? measure(pair, 'brief') : null;
  return pair.shorter.words < briefWords ? compareTeaser(pair) : compareTexts(pair);
}

function compareTexts(pair: Pair): Match | null {
  const { shorter, longer } = pair;
  const score = countShared(shorter.distinct, longer.distinct) / shorter.distinct.length;
  if (score < hardlyContained) return null;
  const match = measure(pair, 'excerpt', score);
  if (score < surelyContained && match.coverage.shorter < minCoverage) return null;
  if (numbersShare(pair, match.passages) < minNumbersShare) return null;
  if (shorter.words < noticeWords && !areAboutTheirText(pair)) return null;
  return match.coverage.longer > copyCoverage ? { ...match, kind: 'copy' } : match;
}

/** A line that is the beginning of a text, or stands anywhere in it under the same headline. */
function compareTeaser(pair: Pair): Match | null {
  const { shorter, longer } = pair;
  if (shorter.words < teaserWords) return null;
  const match = measure(pair, 'teaser');
  const [first, ...others] = match.passages;
  if (!first || others.length > 0 || match.coverage.shorter < minTeaserCoverage) return null;
  const isLead = wordsBetween(longer, 0, first.otherStart) <= leadWords - shorter.words;
  if (!isLead && !haveOneHeadline(pair)) return null;
  return shareOfNumbers(shorter, longer, [{ start: 0, end: shorter.body.terms.length }]) === 1 ? match : null;
}

function haveOneHeadline({ shorter, longer }: Pair): boolean {
  const fewest = Math.min(shorter.title.terms.length, longer.title.terms.length);
  return fewest >= teaserTitleTerms && shareOfTerms(shorter.title, longer.title) === 1;
}

function measure(pair: Pair, kind: MatchKind, score = containment(pair)): Match {
  const { shorter, longer } = pair;
  const passages = sharedPassages(shorter, longer);
  const inLonger = passages.map(({ otherStart, otherEnd }) => ({ start: otherStart, end: otherEnd }));
  const coverage = { shorter: coverageOf(shorter, passages), longer: coverageOf(longer, inLonger) };
  return { kind, score, coverage, passages };
}

function containment({ shorter, longer }: Pair): number {
  const all = shorter.distinct.length;
  return all === 0 ? 0 : countShared(shorter.distinct, longer.distinct) / all;
}

/** Tables, weather and results fill the same form in with other numbers. */
function numbersShare({ shorter, longer }: Pair, passages: Passage[]): number {
  return shareOfNumbers(shorter, longer, passages, fewNumbers);
}

/** Share of the numbers in these stretches of a text that the other has too; 1 where there are fewer than `few`. */
function shareOfNumbers(
  { body }: Fingerprint,
  other: Fingerprint,
  stretches: { start: number; end: number }[],
  few = 1,
): number {
  const places = body.numberPlaces.filter((place) =>
    stretches.some(({ start, end }) => place >= start && place < end),
  );
  if (places.length < few) return 1;
  const known = new Set(other.body.numberPlaces.map((place) => other.body.terms[place]));
  return places.filter((place) => known.has(body.terms[place])).length / places.length;
}

/** Whether the headlines speak of one thing, or each of what its text says: "Log in to read on" does not. */
function areAboutTheirText({ shorter, longer }: Pair): boolean {
  const half = 0.5;
  if (shareOfTerms(shorter.title, longer.title) >= half) return true;
  return [shorter, longer].every(({ title, body }) => shareOfTerms(title, body) >= half);
}
