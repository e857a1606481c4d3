import { hasRole } from './byline-roles.ts';
import type { BylinePart } from './byline-words.ts';
import type { Meaning } from './meaning.ts';
import { isOrganizationWord, organizationIn } from './organization.ts';
import type { NormalizeRules } from './rules.ts';

/** "Jane Doe in Lima, Peru", "Jane Doe, Example News, Lima", "Jane Doe, Lima": the last part is where, not who. */
export function continuesPlace(
  { words, separator }: BylinePart,
  previous: Meaning,
  rules: NormalizeRules,
): boolean {
  if (separator === ':' || organizationIn(words, rules) !== null || hasRole(words, rules)) return false;
  const isKnown = rules.places.has(words.join(' ').toLowerCase());
  if (isKnown && (previous.followsPerson || previous.kind === 'organization')) return true;
  const isOneName = words.length === 1 && /^\p{Lu}\p{L}{2,}$/u.test(words[0] ?? '');
  if (previous.endsInPlace)
    return isOneName || (separator === ',' && words.length <= 3 && /^\p{Ll}/u.test(words[0] ?? ''));
  if (separator !== ',' || !previous.followsPerson) return false;
  return (
    isOneName ||
    (previous.kind === 'organization' &&
      words.length === 2 &&
      !rules.givenNames.has((words[0] ?? '').toLowerCase()))
  );
}

/** "Jane Doe in Lima", "Jane Doe of Example News": what stands before the word between, and after it. */
export function cutAtPreposition(
  words: readonly string[],
  followsPerson: boolean,
  rules: NormalizeRules,
): { before: readonly string[]; rest: readonly string[]; isPlace: boolean } {
  const { places, employers, particles } = rules.byline;
  const isShout = words.every((word) => word === word.toUpperCase());
  const at = words.findIndex((word, index) => {
    const lower = word.toLowerCase();
    if (!places.has(lower) && !employers.has(lower)) return false;
    if (index === 0 && word !== lower && rules.givenNames.has(lower)) return false;
    if (particles.has(lower) && (index > 0 || !followsPerson)) return false;
    const isWritten = isShout
      ? word.length > 1 && word !== word.toLowerCase()
      : word !== word.toUpperCase() || word === lower;
    const next = words[index + 1];
    if (word !== lower && index > 0 && !isBehindName(index, word, next)) return false;
    return (
      isWritten &&
      !isInJob(words, index, rules) &&
      !isInHouse(words, index, rules) &&
      (next === undefined || index === 0 || /^[\p{L}\p{N}]/u.test(next))
    );
  });
  if (at === -1) return { before: words, rest: [], isPlace: false };
  return {
    before: words.slice(0, at),
    rest: words.slice(at + 1),
    isPlace: places.has((words[at] as string).toLowerCase()),
  };
}

/** "University of Ellery": a house is named with what it is of. */
function isInHouse(words: readonly string[], index: number, rules: NormalizeRules): boolean {
  const [before = ''] = words.slice(0, index);
  return index === 1 && rules.byline.employers.has(words[1] as string) && isOrganizationWord(before, rules);
}

/** "Jane Doe In Lima", "Jane Doe Near", but "Li Na" and "Wang Li Na". */
function isBehindName(index: number, word: string, next: string | undefined): boolean {
  return index > 1 && (next === undefined ? word.length > 2 : /^\p{Lu}/u.test(next));
}

/** "critic of the year", "head of news": the word belongs to the job when a small letter follows it. */
function isInJob(words: readonly string[], index: number, rules: NormalizeRules): boolean {
  const before = words.slice(0, index);
  return (
    before.length > 0 &&
    rules.byline.employers.has((words[index] as string).toLowerCase()) &&
    hasRole(before, rules) &&
    !/^\p{Lu}/u.test(words[index + 1] ?? '')
  );
}
