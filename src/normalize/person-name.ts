import { isShout } from './name-case.ts';
import { isOrganizationWord, organizationIn } from './organization.ts';
import type { NormalizeRules } from './rules.ts';

const maxNameWords = 6;
const nameWord = /^[\p{L}\p{M}][\p{L}\p{M}'’`.\-‐‑]{0,40}$/u;
/** A capital, or a letter of a script that has none. */
const nameStart = /^(?:[dl]['’]|(?:al|el|ad|ar|as|an|ash|az)-)?[\p{Lu}\p{Lt}\p{Lo}]/u;
const eastAsian = /^(?:\p{Script=Han}|\p{Script=Hangul}|\p{Script=Katakana}|\p{Script=Hiragana}|[ー・々])+$/u;
const eastAsianName =
  /^(?:\p{Script=Han}[\p{Script=Han}々]{1,4}|\p{Script=Hangul}{2,5}|[\p{Script=Han}々]{1,3}[\p{Script=Hiragana}\p{Script=Katakana}ー]{1,5}|[\p{Script=Katakana}ー]{2,8}・[\p{Script=Katakana}ー・]{2,12})$/u;

/** Whether the words can be the name of one person, judged by their look and by the words that no name has. */
export function isPersonName(words: readonly string[], rules: NormalizeRules): boolean {
  const [only] = words;
  if (words.length === 1 && only !== undefined) return isEastAsianName(only, rules);
  if (words.length < 2 || words.length > maxNameWords || words.some(isEastAsian)) return false;
  if (arePlaces(words, rules)) return false;
  if (isHouse(words, rules) || opensNoName(words, rules)) return false;
  const isName = words.every((_, index) => isNameWord(words, index, rules));
  return (
    isName && (words.some((word) => word.length > 2 && nameStart.test(word)) || areShortNames(words, rules))
  );
}

/** "Li Na" and "LI NA" are names, "A B" and "IT UK" are none. */
function areShortNames(words: readonly string[], { givenNames }: NormalizeRules): boolean {
  const isGiven = givenNames.has(words[0]?.toLowerCase() ?? '');
  return words.every((word) => (isGiven ? /^\p{Lu}\p{L}$/u : /^\p{Lu}\p{Ll}$/u).test(word));
}

/** "Port Ellery Sun" is a paper; behind a given name that is no place's, "Sun" is a surname, and "Echo" may be a given name. */
function isHouse(words: readonly string[], rules: NormalizeRules): boolean {
  if (organizationIn(words, rules) === null) return false;
  const [first = '', last = ''] = [words[0]?.toLowerCase(), words.at(-1)?.toLowerCase()];
  if (!rules.givenNames.has(first) || rules.places.has(first)) return true;
  const others = rules.houseSurnames.has(last) ? words.slice(0, -1) : words.slice(1);
  return organizationIn(others, rules) !== null;
}

/** "Port Moresby", "Haiti Port-Au-Prince". */
function arePlaces(words: readonly string[], { places, givenNames }: NormalizeRules): boolean {
  const lower = words.map((word) => word.toLowerCase());
  if (places.has(lower.join(' '))) return true;
  const [first = '', ...others] = lower;
  return places.has(first) && !givenNames.has(first) && places.has(others.join(' '));
}

/** A name in Chinese, Japanese or Korean characters, without a space. */
export function isEastAsianName(word: string, rules: NormalizeRules): boolean {
  if (!eastAsianName.test(word)) return false;
  const { roles } = rules.byline;
  return (
    !roles.has(word) &&
    !rules.places.has(word) &&
    !rules.agencies.has(word) &&
    !isOrganizationWord(word, rules)
  );
}

export function isEastAsian(word: string): boolean {
  return eastAsian.test(word);
}

/** Whether it opens with a surname of its language, so that it is a name without anything else that says so. */
export function hasEastAsianSurname(word: string, rules: NormalizeRules): boolean {
  return [3, 2, 1].some((length) => rules.surnames.has(word.slice(0, length)) && word.length > length);
}

/** "Political", "Royal" and "Die" open no name; "Art" and "Asia" may. */
function opensNoName(words: readonly string[], rules: NormalizeRules): boolean {
  const first = words[0]?.toLowerCase() ?? '';
  if (first.length < 2 || rules.givenNames.has(first)) return false;
  const isArticle =
    words.length === 2 && rules.byline.particles.has(first) && rules.byline.notNames.has(first);
  return isArticle || (rules.byline.qualifiers.has(first) && !rules.byline.particles.has(first));
}

function isNameWord(words: readonly string[], index: number, rules: NormalizeRules): boolean {
  const word = words[index] as string;
  const isLast = index === words.length - 1;
  const lower = word.toLowerCase().replace('’', "'");
  const { particles, notNames, roles, suffixes } = rules.byline;
  if (!isLast && particles.has(lower)) return true;
  if (!nameWord.test(word) || /['’]s$/i.test(word)) return false;
  if (/^\p{Lu}\.?$/u.test(word)) return true;
  if (isLast && suffixes.has(lower.replace(/\.$/, ''))) return true;
  return (
    nameStart.test(word) &&
    (!notNames.has(lower) || particles.has(lower) || followsParticle(words, index, rules)) &&
    !roles.has(lower) &&
    !/\.\p{L}{2,}$/u.test(word)
  );
}

/** "Omar bin Said", "Anna de Live": whatever stands behind a particle in small letters. */
function followsParticle(words: readonly string[], index: number, { byline }: NormalizeRules): boolean {
  const before = words[index - 1] ?? '';
  return (
    index > 1 &&
    byline.particles.has(before.toLowerCase()) &&
    (before === before.toLowerCase() || isShout(words))
  );
}

/** "山田 太郎" is one name, "王小明 李大文" are two. */
export function eastAsianEnd(words: readonly string[], start: number, rules: NormalizeRules): number {
  const [first, second] = [words[start] as string, words[start + 1]];
  const joined = `${first}${second ?? ''}`;
  const isSurname = rules.surnames.has(first) && !hasEastAsianSurname(first, rules);
  const isPart = second !== undefined && isEastAsian(second) && second.length <= 3 && first.length <= 3;
  if (isPart && isSurname && isEastAsianName(joined, rules)) return start + 2;
  return isEastAsianName(first, rules) ? start + 1 : -1;
}
