import { hasRole, isAbout, opensJob } from './byline-roles.ts';
import { honorificsAt, isDegree } from './byline-titles.ts';
import { isShout } from './name-case.ts';
import { agencyAt, isOrganizationWord, organizationIn } from './organization.ts';
import { eastAsianEnd, isEastAsian, isPersonName } from './person-name.ts';
import type { NormalizeRules } from './rules.ts';

const maxNameWords = 6;

/** Where the name that begins at `start` ends; -1 where none begins. The nearest end that the next word shows. */
export function personEnd(
  words: readonly string[],
  start: number,
  isAfterJob: boolean,
  rules: NormalizeRules,
): number {
  const first = words[start] as string;
  if (isEastAsian(first)) return eastAsianEnd(words, start, rules);
  const named = start + honorificsAt(words, start, rules);
  const most = Math.min(named + maxNameWords, words.length);
  for (let end = named + 2; end <= most; end += 1) {
    const name = words.slice(named, end);
    if (!isPersonName(name, rules) || (isAfterJob && opensJob(words, named, rules))) continue;
    if (end === words.length) return end;
    if (goesOn(words.slice(named, end + 1), rules)) continue;
    const after = endsBefore(words, named, end, rules);
    if (after !== null) return after;
  }
  return -1;
}

/** "Omar bin", with "Said" behind it, is no name yet. */
function goesOn(words: readonly string[], rules: NormalizeRules): boolean {
  return rules.byline.particles.has(words.at(-2)?.toLowerCase() ?? '') && isPersonName(words, rules);
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
  if (isHouseWord(rest.at(-1) as string, rules) && !opensApposition(rest, rules)) return null;
  if (opensJob(words, end, rules) || opensHouse(rest, rules)) return end;
  const name = words.slice(start, end);
  if (isShout(name) && !isShout(rest.slice(0, 1)) && isAbout(rest, rules)) return end;
  if (rest.length === 1 && isStray(rest[0] as string, rules)) return end;
  return opensSecondName(name, rest, rules) ? end : null;
}

/** "The Example Post", "da Redação": what begins so is said of the name before it. */
function opensApposition([first = '']: readonly string[], { byline }: NormalizeRules): boolean {
  return first === 'The' || byline.particles.has(first.toLowerCase());
}

/** The last word of a house's name; "Contributor" can be a job as well. */
function isHouseWord(word: string, rules: NormalizeRules): boolean {
  return isOrganizationWord(word, rules) && word.toLowerCase() !== 'contributor';
}

/** "Mirror Film Critic", "The Example Post": but "Port Ellery Bugle" is no person with a bugle. */
function opensHouse(rest: readonly string[], rules: NormalizeRules): boolean {
  if (rest[0] === 'The') return organizationIn(rest, rules) !== null;
  const named = rest.find((word) => !rules.byline.particles.has(word.toLowerCase()));
  if (named !== rest[0]) return named !== undefined && isOrganizationWord(named, rules);
  return isOrganizationWord(rest[0] as string, rules) && hasRole(rest, rules);
}

/** A last word that no name ends in: "GateHouse", or what is left of a place, a job or a headline that was cut off. */
function isStray(word: string, rules: NormalizeRules): boolean {
  const lower = word.toLowerCase();
  if (/^(?!Mac|Fitz|Van|Von|Del|Des|Dela)\p{Lu}\p{Ll}{2,}\p{Lu}\p{Ll}{3,}$/u.test(word)) return true;
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
