import type { Fingerprint } from './fingerprint.ts';
import { shinglesOf } from './shingles.ts';

/** Near its beginning, where excerpts and teasers are from, a text is sampled more densely: all, then one of four. */
const denseWords = 24;
const leadWords = 80;
const leadStep = 4;
const firstStep = 8;
/** Of a longer text one of sixteen is taken, so that excerpts of three paragraphs still hold several. */
const restOfShort = 48;
/** Of a very long one fewer yet, one of twice as many, until no more than these remain. */
const restOfLong = 128;
/** A shorter text is found by its headline as well. */
const titledWords = 24;
const eighthsOfWord = 8;

/** Texts that share fewer are not compared. */
export const minSharedSample = 2;

/**
 * The shingles under which others find a text. Whether one is taken depends on its own value and, near the
 * beginning, on its place; so copies, excerpts and teasers share a part of what they share.
 */
export function sampleOf({ title, body, words, shingles }: Fingerprint): number[] {
  const lead = new Set<number>(words < titledWords ? shinglesOf(title) : []);
  const rest: number[] = [];
  let eighthsBefore = 0;
  for (const [place, shingle] of shingles.entries()) {
    const wordsBefore = eighthsBefore / eighthsOfWord;
    if (shingle % firstStep === 0) rest.push(shingle);
    else if (wordsBefore < denseWords || (wordsBefore < leadWords && shingle % leadStep === 0))
      lead.add(shingle);
    eighthsBefore += body.weights[place] ?? 0;
  }
  return [...lead.union(new Set(thinned(rest)))];
}

/** A part of a text keeps all that the whole keeps of it, for its step is the same or a half, a quarter… of that. */
function thinned(shingles: number[]): number[] {
  if (shingles.length <= restOfShort) return shingles;
  let step = firstStep;
  let kept = shingles;
  do {
    step *= 2;
    kept = kept.filter((shingle) => shingle % step === 0);
  } while (kept.length > restOfLong);
  return kept;
}
