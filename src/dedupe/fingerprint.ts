import type { ArticleContent } from '../domain/article.ts';
import { readTerms, shinglesOf, type TermSequence, wordsIn } from './shingles.ts';
import { withoutCredits } from './story-text.ts';

/** What is compared of an article. Made of its headline and text alone, so that it can be made again at any time. */
export interface Fingerprint {
  title: TermSequence;
  /** The text without credits. */
  body: TermSequence;
  /** Length of the text in words; a character of a script without spaces is a part of one. */
  words: number;
  /** The shingle that begins at each term of the text, 52 bits; see shinglesOf. */
  shingles: Float64Array;
  /** The same, ascending, each once. */
  distinct: Float64Array;
}

/** Reads a text for comparison: linear in its length. */
export function fingerprintOf({ title, bodyText }: Pick<ArticleContent, 'title' | 'bodyText'>): Fingerprint {
  const body = readTerms(withoutCredits(bodyText));
  const shingles = shinglesOf(body);
  return {
    title: readTerms(title ?? ''),
    body,
    words: wordsIn(body.weights),
    shingles,
    distinct: distinctOf(shingles),
  };
}

function distinctOf(shingles: Float64Array): Float64Array {
  return shingles.toSorted().filter((shingle, index, sorted) => shingle !== sorted[index - 1]);
}

/** How many shingles two ascending lists share. */
export function countShared(one: Float64Array, other: Float64Array): number {
  let shared = 0;
  let place = 0;
  for (const shingle of one) {
    while (place < other.length && (other[place] ?? 0) < shingle) place += 1;
    if (place === other.length) break;
    if (other[place] === shingle) shared += 1;
  }
  return shared;
}
