import type { BylinePart } from './byline-words.ts';
import { isPersonName, organizationIn, withNameCase } from './person-name.ts';
import type { NormalizeRules } from './rules.ts';

type Kind = 'person' | 'organization' | 'role' | 'place' | 'column' | 'unknown';

/** What a part of a byline says. */
export interface Meaning {
  kind: Kind;
  name: string | null;
  agency: string | null;
  /** "Jane Doe in Lima": a place is open, and what follows a comma belongs to it. */
  endsInPlace: boolean;
  /** Whether a person was named, here or before. */
  followsPerson: boolean;
}

/** Tells what a part of a byline says, seen what the part before it said. */
export function meaningOf(part: BylinePart, previous: Meaning | null, rules: NormalizeRules): Meaning {
  const { words, hasPlace } = withoutPlace(part.words, rules);
  const meaning = (kind: Kind, name: string[] | null = null, agency: string | null = null): Meaning => ({
    kind,
    name: name && withNameCase(name, rules),
    agency,
    endsInPlace: hasPlace,
    followsPerson: kind === 'person' || previous?.followsPerson === true,
  });
  if (words.length === 0) return meaning('place');
  if (previous && !hasPlace && organizationIn(words, rules) === null && continuesPlace(part, previous))
    return { ...meaning('place'), endsInPlace: true };
  if (part.separator === ':' && previous?.kind === 'person') return meaning('column');
  const { person, others } = leadingPerson(words, rules);
  const organization = organizationIn(others, rules);
  const agency = typeof organization === 'string' ? organization : null;
  if (part.separator === '-' && previous !== null)
    return meaning(organization ? 'organization' : 'column', null, agency);
  if (person) return meaning('person', person, agency);
  if (!previous?.followsPerson && !isTitle(words, rules)) return meaning('unknown');
  if (organization !== null) return meaning('organization', null, agency);
  if (hasRole(words, rules)) return meaning('role');
  if (previous?.kind === 'person' && part.separator === ',' && words.length === 1 && isSuffix(words[0]))
    return meaning('role');
  return meaning('unknown');
}

/** Jobs and organizations by themselves are written like titles; lower-case words of another kind make a sentence. */
function isTitle(words: string[], rules: NormalizeRules): boolean {
  const { roles, qualifiers } = rules.byline;
  return words.every(
    (word) => /^\p{Lu}/u.test(word) || roles.has(word) || qualifiers.has(word) || word === 'the',
  );
}

function hasRole(words: string[], rules: NormalizeRules): boolean {
  return words.some((word) => rules.byline.roles.has(word.toLowerCase()));
}

/** "Jane Doe in Lima, Peru", "Jane Doe, Example News, Lima", "Jane Doe, Lima": the last part is where, not who. */
function continuesPlace({ words, separator }: BylinePart, previous: Meaning): boolean {
  const isOneName = words.length === 1 && /^\p{Lu}\p{L}{2,}$/u.test(words[0] ?? '');
  if (previous.endsInPlace) return separator === ',' || isOneName;
  if (separator !== ',' || !previous.followsPerson) return false;
  return isOneName || previous.kind === 'organization';
}

/** "JANE DOE Crime Reporter", "Jane Doe Associated Press": the person, and the words about them. */
function leadingPerson(
  words: string[],
  rules: NormalizeRules,
): { person: string[] | null; others: string[] } {
  if (isPersonName(words, rules) && organizationIn(words, rules) === null)
    return { person: words, others: [] };
  for (let end = Math.min(4, words.length - 1); end >= 2; end -= 1) {
    const [name, others] = [words.slice(0, end), words.slice(end)];
    if (isPersonName(name, rules) && !hasQualifier(name, rules) && isAbout(name, others, rules))
      return { person: name, others };
  }
  return { person: null, others: words };
}

/** Whether the words after a name are a job or an organization. Capitals against small letters show where the name ends. */
function isAbout(name: string[], others: string[], rules: NormalizeRules): boolean {
  const isShout = (list: string[]): boolean => list.join('') === list.join('').toUpperCase();
  if (isShout(name) && !isShout(others))
    return hasRole(others, rules) || organizationIn(others, rules) !== null;
  const { roles, qualifiers } = rules.byline;
  const next = others[0]?.toLowerCase() ?? '';
  const startsRole = hasRole(others, rules) && (qualifiers.has(next) || roles.has(next));
  return startsRole || startsWithAgency(others, rules);
}

function startsWithAgency(words: string[], rules: NormalizeRules): boolean {
  return [words, words.slice(0, 2)].some((some) => rules.agencies.has(some.join(' ').toLowerCase()));
}

function hasQualifier(words: string[], rules: NormalizeRules): boolean {
  return words.some((word) => rules.byline.qualifiers.has(word.toLowerCase()));
}

function withoutPlace(words: string[], rules: NormalizeRules): { words: string[]; hasPlace: boolean } {
  const at = words.findIndex(
    (word) => rules.byline.places.has(word.toLowerCase()) && word !== word.toUpperCase(),
  );
  return at === -1 ? { words, hasPlace: false } : { words: words.slice(0, at), hasPlace: true };
}

function isSuffix(word: string | undefined): boolean {
  return /^(?:jr|sr|ii|iii|iv|md|phd|mp|obe)\.?$/i.test(word ?? '');
}
