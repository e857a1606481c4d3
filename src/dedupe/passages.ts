import type { Fingerprint } from './fingerprint.ts';
import { shingleLength } from './shingles.ts';

/** A stretch of terms that stands in two texts, but for some words; ends are exclusive. */
export interface Passage {
  start: number;
  end: number;
  otherStart: number;
  otherEnd: number;
}

/** So many terms may differ between two places that agree for these to be one passage. */
const maxGap = 12;
/** A shorter one is a turn of phrase. */
const minPassageWords = 8;
const eighthsOfWord = 8;

/** The passages of a text that stand in another one too, in the order of the first: linear in both. */
export function sharedPassages(one: Fingerprint, other: Fingerprint): Passage[] {
  const placeOf = firstPlaces(other.shingles);
  const passages: Passage[] = [];
  let current: Passage | undefined;
  for (const [place, shingle] of one.shingles.entries()) {
    const next: number = current ? current.otherEnd - (current.end - place) : -1;
    const otherPlace = other.shingles[next] === shingle ? next : placeOf.get(shingle);
    if (otherPlace === undefined) continue;
    const end = place + shingleTerms(one, place);
    const otherEnd = otherPlace + shingleTerms(other, otherPlace);
    if (current && continues(current, place, otherPlace)) {
      current.end = end;
      current.otherEnd = Math.max(current.otherEnd, otherEnd);
      continue;
    }
    current = { start: place, end, otherStart: otherPlace, otherEnd };
    passages.push(current);
  }
  return passages.filter(({ start, end }) => wordsBetween(one, start, end) >= minPassageWords);
}

/** The share, 0 to 1, of a text that lies in these stretches of it. */
export function coverageOf(text: Fingerprint, stretches: { start: number; end: number }[]): number {
  let covered = 0;
  let reached = 0;
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    const from = Math.max(start, reached);
    if (end > from) covered += wordsBetween(text, from, end);
    reached = Math.max(reached, end);
  }
  return text.words === 0 ? 0 : covered / text.words;
}

/** Length of a stretch of terms in words. */
export function wordsBetween({ body }: Fingerprint, start: number, end: number): number {
  let weight = 0;
  for (let index = start; index < end; index += 1) weight += body.weights[index] ?? 0;
  return weight / eighthsOfWord;
}

function firstPlaces(shingles: Float64Array): Map<number, number> {
  const places = new Map<number, number>();
  for (const [place, shingle] of shingles.entries()) if (!places.has(shingle)) places.set(shingle, place);
  return places;
}

/** The one shingle of a text that is shorter than a shingle has all of its terms. */
function shingleTerms({ body }: Fingerprint, place: number): number {
  return shingleLength(body.weights, place) || body.terms.length;
}

function continues({ end, otherEnd }: Passage, place: number, otherPlace: number): boolean {
  const gap = place - end;
  const otherGap = otherPlace - otherEnd;
  return gap <= maxGap && otherGap <= maxGap && Math.abs(gap - otherGap) <= maxGap;
}
