import type { NormalizeRules } from './rules.ts';

const maxNameWords = 6;
const nameWord = /^[\p{L}\p{M}][\p{L}\p{M}'’.\-‐‑]{0,40}$/u;
/** A capital, or a letter of a script that has none. */
const nameStart = /^[\p{Lu}\p{Lt}\p{Lo}]/u;
const eastAsianName =
  /^(?:\p{Script=Han}{2,4}|\p{Script=Hangul}{2,5}|[\p{Script=Han}\p{Script=Katakana}・]{3,12})$/u;

/** Whether the words can be the name of one person, judged by their look and by the words that no name has. */
export function isPersonName(words: readonly string[], rules: NormalizeRules): boolean {
  const [only] = words;
  if (words.length === 1 && only !== undefined) return eastAsianName.test(only);
  if (words.length < 2 || words.length > maxNameWords) return false;
  const isName = words.every((word, index) => isNameWord(word, index === words.length - 1, rules));
  return isName && words.filter((word) => word.length > 2 && nameStart.test(word)).length > 0;
}

function isNameWord(word: string, isLast: boolean, rules: NormalizeRules): boolean {
  if (!nameWord.test(word) || /['’]s$/i.test(word)) return false;
  const lower = word.toLowerCase();
  const { particles, notNames, roles } = rules.byline;
  if (!isLast && particles.has(lower)) return true;
  const isInitial = /^\p{Lu}\.?$/u.test(word);
  if (isInitial) return true;
  return (
    nameStart.test(word) && !notNames.has(lower) && !roles.has(lower) && !isOrganizationWord(lower, rules)
  );
}

function isOrganizationWord(lower: string, rules: NormalizeRules): boolean {
  return rules.organizationWords.has(lower) || rules.agencies.has(lower);
}

/** The agency that these words name, or true for another organization, else null. */
export function organizationIn(words: readonly string[], rules: NormalizeRules): string | true | null {
  const lower = words.map((word) => word.toLowerCase());
  const agency = rules.agencies.get(lower.join(' ').replace(/^the /, ''));
  if (agency !== undefined) return agency;
  for (const word of lower) {
    const name = rules.agencies.get(word);
    if (name !== undefined) return name;
  }
  return lower.some((word) => rules.organizationWords.has(word)) ? true : null;
}

/** "JANE O'DOE" as "Jane O'Doe"; a name that is not all capitals stays as it is. */
export function withNameCase(words: readonly string[], rules: NormalizeRules): string {
  const name = words.join(' ');
  const letters = name.replace(/[^\p{L}]+/gu, '');
  const isAllCapitals =
    letters === letters.toUpperCase() && letters !== letters.toLowerCase() && letters.length > 3;
  const cased = isAllCapitals ? words.map((word, index) => caseWord(word, index, rules)) : words;
  return cased.join(' ');
}

function caseWord(word: string, index: number, rules: NormalizeRules): string {
  const lower = word.toLowerCase();
  if (index > 0 && rules.byline.particles.has(lower)) return lower;
  if (/^(?:II|III|IV)$/.test(word) || /^(?:\p{Lu}\.)+$/u.test(word)) return word;
  const capitalized = lower.replace(
    /(^|[\s\-‐‑.]|^[od]['’])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
  return capitalized.replace(
    /^(Mc|[OD]['’])(\p{L})/u,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
