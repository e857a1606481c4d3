import type { Fingerprint } from './fingerprint.ts';
import { shinglesOf } from './shingles.ts';

/** Near its beginning, where excerpts and teasers are from, a text is sampled more densely: all, then one of four. */
const denseWords = 24;
const leadWords = 80;
const leadStep = 4;
const step = 8;
/** Beyond the beginning of a very long text. */
const maxRest = 256;
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
    if (shingle % step === 0) rest.push(shingle);
    else if (wordsBefore < denseWords || (wordsBefore < leadWords && shingle % leadStep === 0))
      lead.add(shingle);
    eighthsBefore += body.weights[place] ?? 0;
  }
  return [...lead.union(new Set(smallest(rest)))];
}

/** The smallest are the same ones in every text that has them. */
function smallest(shingles: number[]): number[] {
  return shingles.length <= maxRest ? shingles : shingles.toSorted((a, b) => a - b).slice(0, maxRest);
}
