import { agencyAt, isOrganizationWord, organizationIn } from './organization.ts';
import { hasEastAsianSurname, isEastAsian, isEastAsianName, isPersonName } from './person-name.ts';
import type { NormalizeRules } from './rules.ts';

/** A piece of a run of words without a mark in it: somebody, or what is said about them. */
export interface Piece {
  kind: 'person' | 'about';
  words: string[];
}

const maxNameWords = 6;

/** Reads "JANE DOE Crime Reporter", "Staff Writer Jane Doe", "Jane Doe Reuters", "JANE DOE JOHN ROE" into their pieces. */
export function piecesOf(run: readonly string[], rules: NormalizeRules): Piece[] {
  const words = splitDottedNames(run);
  const pieces: Piece[] = [];
  let about: string[] = [];
  let index = 0;
  while (index < words.length) {
    const isOpen = about.length === 0 || introducesName(about, rules);
    const end = isOpen ? personEnd(words, index, about.length > 0, rules) : -1;
    if (end === -1) {
      about.push(words[index] as string);
      index += 1;
    } else {
      if (about.length > 0) pieces.push({ kind: 'about', words: about });
      about = [];
      pieces.push({ kind: 'person', words: withoutTitles(words.slice(index, end), rules) });
      index = end;
    }
  }
  if (about.length > 0) pieces.push({ kind: 'about', words: about });
  return pieces;
}

/** "Staff Writer", "The Bugle's": a name may follow. */
function introducesName(about: readonly string[], rules: NormalizeRules): boolean {
  return (
    hasRole(about, rules) || (/['’]s$/.test(about.at(-1) ?? '') && organizationIn(about, rules) !== null)
  );
}

/** Whether the words name a job or an organization. */
export function isAbout(words: readonly string[], rules: NormalizeRules): boolean {
  return hasRole(words, rules) || organizationIn(words, rules) !== null;
}

export function hasRole(words: readonly string[], rules: NormalizeRules): boolean {
  return words.some((word) => rules.byline.roles.has(word.toLowerCase()));
}

/** Whether the word, in small letters, makes part of a job's name. */
export function isOfTitle(lower: string, rules: NormalizeRules): boolean {
  const { roles, qualifiers } = rules.byline;
  return roles.has(lower) || qualifiers.has(lower) || rules.byline.degrees.has(lower);
}

/** Where the name that begins at `start` ends; -1 where none begins. The nearest end that the next word shows. */
function personEnd(
  words: readonly string[],
  start: number,
  isAfterJob: boolean,
  rules: NormalizeRules,
): number {
  const first = words[start] as string;
  if (isEastAsian(first)) return eastAsianEnd(words, start, rules);
  const named = start + titles(words, start, rules);
  const most = Math.min(named + maxNameWords, words.length);
  for (let end = named + 2; end <= most; end += 1) {
    const name = words.slice(named, end);
    if (!isPersonName(name, rules) || (isAfterJob && opensJob(words, named, rules))) continue;
    if (end === words.length) return end;
    const after = endsBefore(words, named, end, rules);
    if (after !== null) return after;
  }
  return -1;
}

/** How many honorifics ("Dr", "Mr.") stand there. */
function titles(words: readonly string[], start: number, rules: NormalizeRules): number {
  let count = 0;
  while (count < 3 && rules.byline.honorifics.has(words[start + count]?.toLowerCase() ?? '')) count += 1;
  return count;
}

function withoutTitles(words: string[], rules: NormalizeRules): string[] {
  const named = words.slice(titles(words, 0, rules));
  while (named.length > 2 && isDegree(named.at(-1), rules)) named.pop();
  return named;
}

/**
 * Where a name before `end` is over, because of what stands there: null where it may go on, and where all of it is the
 * name of a house ("Great Tide Editorial Team").
 */
function endsBefore(
  words: readonly string[],
  start: number,
  end: number,
  rules: NormalizeRules,
): number | null {
  if (isDegree(words[end], rules)) return end + 1;
  const rest = words.slice(end);
  if (rules.places.has(rest.join(' ').toLowerCase()) || agencyAt(words, end, rules)) return end;
  if (isOrganizationWord(rest.at(-1) as string, rules) && rest[0] !== 'The') return null;
  if (opensJob(words, end, rules) || opensHouse(rest, rules)) return end;
  const name = words.slice(start, end);
  if (isShout(name) && !isShout(rest.slice(0, 1)) && isAbout(rest, rules)) return end;
  if (rest.length === 1 && isStray(rest[0] as string, rules)) return end;
  return opensSecondName(name, rest, rules) ? end : null;
}

/** A job, or what makes one more exact with a job behind it. */
function opensJob(words: readonly string[], at: number, rules: NormalizeRules): boolean {
  const { roles, qualifiers } = rules.byline;
  const word = words[at]?.toLowerCase() ?? '';
  return roles.has(word) || (qualifiers.has(word) && hasRole(words.slice(at), rules));
}

/** "Mirror Film Critic", "The Example Post": but "Port Ellery Bugle" is no person with a bugle. */
function opensHouse(rest: readonly string[], rules: NormalizeRules): boolean {
  if (rest[0] === 'The') return organizationIn(rest, rules) !== null;
  return isOrganizationWord(rest[0] as string, rules) && hasRole(rest, rules);
}

/** A last word that no name ends in: what is left of a place, a job or a headline that was cut off. */
function isStray(word: string, rules: NormalizeRules): boolean {
  const lower = word.toLowerCase();
  return rules.byline.notNames.has(lower) || (lower.length > 3 && rules.byline.qualifiers.has(lower));
}

/** "JANE DOE JOHN ROE": a known given name begins each. */
function opensSecondName(name: readonly string[], rest: readonly string[], rules: NormalizeRules): boolean {
  const isGiven = (word: string | undefined): boolean => rules.givenNames.has(word?.toLowerCase() ?? '');
  return (
    rest.length > 1 &&
    isGiven(name[0]) &&
    isGiven(rest[0]) &&
    !isGiven(name.at(-1)) &&
    isPersonName(rest.slice(0, 2), rules)
  );
}

function isDegree(word: string | undefined, rules: NormalizeRules): boolean {
  return word !== undefined && word === word.toUpperCase()
    ? rules.byline.degrees.has(word.toLowerCase())
    : /^Ph\.?D\.?$/.test(word ?? '');
}

function isShout(words: readonly string[]): boolean {
  const text = words.join('');
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

/** "山田 太郎" is one name, "王小明 李大文" are two. */
function eastAsianEnd(words: readonly string[], start: number, rules: NormalizeRules): number {
  const [first, second] = [words[start] as string, words[start + 1]];
  const joined = `${first}${second ?? ''}`;
  const isSurname = rules.surnames.has(first) && !hasEastAsianSurname(first, rules);
  const isPart = second !== undefined && isEastAsian(second) && second.length <= 3 && first.length <= 3;
  if (isPart && isSurname && isEastAsianName(joined, rules)) return start + 2;
  return isEastAsianName(first, rules) ? start + 1 : -1;
}

/** "Jane.Doe" as it stands in addresses of content systems. */
function splitDottedNames(words: readonly string[]): string[] {
  return words.flatMap((word) =>
    /^\p{Lu}\p{Ll}{2,}\.\p{Lu}\p{Ll}{2,}$/u.test(word) ? word.split('.') : [word],
  );
}
