import { termsOf } from '../domain/terms.ts';

/**
 * How much of a word a term is, in fortieths of a shingle: five words make one, or eight characters of Han and Kana,
 * or twenty of the scripts of South-East Asia, which write a word with four or five.
 */
const shingleWeight = 40;
const wordWeight = 8;
const ideographWeight = 5;
const syllabicWeight = 2;

const digit = /\p{Nd}/u;

/** A bound for hostile texts; more than any article has. */
const maxTerms = 20_000;

/** The terms of a text as numbers: what shingles, numbers and passages are made from. */
export interface TermSequence {
  /** Hash of each term, 32 bits. */
  terms: Uint32Array;
  /** How much of a word each term is, in eighths. */
  weights: Uint8Array;
  /** Places of the terms that have a digit, ascending. */
  numberPlaces: number[];
}

/** The terms of a text, at most 20,000. */
export function readTerms(text: string): TermSequence {
  const found = termsOf(text).slice(0, maxTerms);
  const terms = new Uint32Array(found.length);
  const weights = new Uint8Array(found.length);
  const numberPlaces: number[] = [];
  for (const [index, term] of found.entries()) {
    terms[index] = hashTerm(term);
    weights[index] = weightOf(term);
    if (digit.test(term)) numberPlaces.push(index);
  }
  return { terms, weights, numberPlaces };
}

/** Length in words. */
export function wordsIn(weights: Uint8Array): number {
  let sum = 0;
  for (const weight of weights) sum += weight;
  return sum / wordWeight;
}

/**
 * The shingle that begins at each term, as 52 bits; the last terms begin none. A text shorter than a shingle is one.
 */
export function shinglesOf({ terms, weights }: TermSequence): Float64Array {
  const shingles = new Float64Array(terms.length);
  let count = 0;
  for (let start = 0; start < terms.length; start += 1) {
    const shingle = shingleAt(terms, weights, start);
    if (shingle === null && count > 0) break;
    shingles[count] = shingle ?? mixAll(terms, 0, terms.length);
    count += 1;
    if (shingle === null) break;
  }
  return shingles.slice(0, count);
}

/** How many terms the shingle at `start` has; 0 where the text ends before it is whole. */
export function shingleLength(weights: Uint8Array, start: number): number {
  let weight = 0;
  for (let index = start; index < weights.length; index += 1) {
    weight += weights[index] ?? 0;
    if (weight >= shingleWeight) return index - start + 1;
  }
  return 0;
}

function shingleAt(terms: Uint32Array, weights: Uint8Array, start: number): number | null {
  const length = shingleLength(weights, start);
  return length === 0 ? null : mixAll(terms, start, start + length);
}

/** Two lanes of 32 bits with different multipliers; 20 bits of the one and all of the other fit a double exactly. */
function mixAll(terms: Uint32Array, start: number, end: number): number {
  let low = 0x9747b28c;
  let high = 0x3c6ef372;
  for (let index = start; index < end; index += 1) {
    const term = terms[index] ?? 0;
    low = Math.imul(low ^ term, 0x85ebca6b);
    low ^= low >>> 13;
    high = Math.imul(high ^ term, 0xc2b2ae35);
    high ^= high >>> 15;
  }
  return (finish(high) >>> 12) * 2 ** 32 + finish(low);
}

/** FNV-1a over UTF-16 units, finished as MurmurHash3 does, so that the low bits can be sampled by. */
function hashTerm(term: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < term.length; index += 1)
    hash = Math.imul(hash ^ term.charCodeAt(index), 0x01000193);
  return finish(hash);
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Han, Kana; Thai, Lao, Myanmar, Khmer: the scripts of which termsOf makes a term a character. */
function weightOf(term: string): number {
  const code = term.charCodeAt(0);
  if (code < 0x0e00) return wordWeight;
  if (code <= 0x0eff || (code >= 0x1000 && code <= 0x109f) || (code >= 0x1780 && code <= 0x17ff))
    return syllabicWeight;
  if (code >= 0x3005 && code <= 0x30ff) return ideographWeight;
  const isHan =
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xd840 && code <= 0xd88f) ||
    (code >= 0xf900 && code <= 0xfaff);
  return isHan ? ideographWeight : wordWeight;
}
