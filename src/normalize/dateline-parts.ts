import { withNameCase } from './name-case.ts';
import { agencyAt, organizationIn } from './organization.ts';
import type { NormalizeRules } from './rules.ts';

const maxPlaceWords = 4;
/** A shorter word in capitals is rather an acronym than an unknown place. */
const minShoutChars = 5;

export interface Origin {
  place: string | null;
  date: string | null;
}

/** Reads "PARIS, Nov 3", "Berlin/Brüssel", "3 ноября": places and a date; null where anything else is in it. */
export function originIn(head: string, isMarked: boolean, rules: NormalizeRules): Origin | null {
  const places: string[] = [];
  const dates: string[] = [];
  for (const part of head.trim().split(/\s*,\s*/)) {
    const { words, date } = withoutDate(part.split(' '), rules);
    if (date !== '') dates.push(date);
    if (words.length === 0) continue;
    if (dates.length > 0 && date === '') return null;
    if (!isPlace(words, places.length === 0, isMarked, rules)) return null;
    places.push(words.join(' '));
  }
  const [first, ...others] = places;
  if (first === undefined) return null;
  const place = [withNameCase(first.split(' '), rules.byline), ...others].join(', ');
  return { place, date: dates.join(', ') || null };
}

/** Words at the end that make a date: "Nov 3", "3. November 2026", "(3 nov)". */
function withoutDate(words: string[], rules: NormalizeRules): { words: string[]; date: string } {
  const isDateWord = (word: string): boolean =>
    /^\d{1,4}(?:st|nd|rd|th)?\.?$|^\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\.?$/.test(word) ||
    rules.byline.notes.has(word.toLowerCase().replace(/\.$/, ''));
  let start = words.length;
  while (start > 0 && isDateWord(words[start - 1] as string)) start -= 1;
  const date = words.slice(start);
  return date.some((word) => /\d/.test(word)) || start === 0
    ? { words: words.slice(0, start), date: date.join(' ').replace(/(\p{L}{4})\.$/u, '$1') }
    : { words, date: '' };
}

/** In capitals, or known, or marked by an agency behind it; the state after the town may be shortened ("Colo."). */
function isPlace(words: string[], isFirst: boolean, isMarked: boolean, rules: NormalizeRules): boolean {
  const text = words.join(' ');
  if (words.length > maxPlaceWords || text.length < 2 || /\d/.test(text)) return false;
  if (!isFirst) return words.length <= 3 && words.every((word) => /^\p{Lu}[\p{L}.'-]*$/u.test(word));
  const names = text.split('/').map((name) => name.trim());
  if (names.every((name) => rules.places.has(name.toLowerCase()))) return true;
  if (
    !words.every(
      (word) => /^[\p{Lu}\p{Lo}][\p{L}\p{M}.'’/-]*$/u.test(word) || rules.byline.particles.has(word),
    )
  )
    return false;
  if (isMarked) return organizationIn(words, rules) === null;
  return isShout(text) && text.length >= minShoutChars && words.every((word) => isPlaceWord(word, rules));
}

function isShout(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

/** "BREAKING — …", "LIVE — …" and "NASA — …" are no places. */
function isPlaceWord(word: string, rules: NormalizeRules): boolean {
  const lower = word.toLowerCase();
  const { notNames, roles, works } = rules.byline;
  const isElse =
    roles.has(lower) || works.has(lower) || rules.sections.has(lower) || rules.organizationWords.has(lower);
  const isName =
    notNames.has(lower) &&
    !/^(?:new|north|south|east|west|port|los|las|la|le|el|city|island|islands|province|county|central|united|republic)$/.test(
      lower,
    );
  return !isElse && !isName && agencyAt([word], 0, rules) === null;
}
