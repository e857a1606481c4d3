import { about } from './byline-about.ts';
import { isNote, withoutDate } from './byline-date.ts';
import { houseOf } from './byline-house.ts';
import { continuesPlace, cutAtPreposition } from './byline-place.ts';
import { piecesOf } from './byline-run.ts';
import type { BylinePart } from './byline-words.ts';
import { type Meaning, nothing } from './meaning.ts';
import { withNameCase } from './name-case.ts';
import { agencyAt, organizationIn } from './organization.ts';
import { hasEastAsianSurname, isEastAsian, isPersonName } from './person-name.ts';
import type { NormalizeRules } from './rules.ts';

/** Tells what a part of a byline says, seen what the part before it said. `isLed`: a "By" or the like leads it. */
export function meaningsOf(
  part: BylinePart,
  previous: Meaning | null,
  isLed: boolean,
  rules: NormalizeRules,
): Meaning[] {
  const followsPerson = previous?.followsPerson === true;
  const start = { ...nothing, followsPerson };
  if (isNote(part.words, followsPerson, rules)) return [start];
  if (previous && continuesPlace(part, previous, rules))
    return [{ ...start, kind: 'place', endsInPlace: true }];
  const words = withoutDate(part.words, rules);
  const { before, rest, isPlace } = cutAtPreposition(words, followsPerson, rules);
  const meanings = before.length > 0 ? readRun(before, part, previous, isLed, rules) : [];
  if (rest.length === 0) return meanings;
  const follows = followsPerson || meanings.some(({ kind }) => kind === 'person');
  return [...meanings, { ...afterPreposition(rest, isPlace, follows, rules), followsPerson: follows }];
}

/** "… in Lima", "… for Example News", "… from Reuters". */
function afterPreposition(
  words: readonly string[],
  isPlace: boolean,
  follows: boolean,
  rules: NormalizeRules,
): Meaning {
  const employer = organizationIn(words, rules);
  const agency = typeof employer === 'string' ? employer : null;
  const opensWithAgency = agencyAt(words, /^the$/i.test(words[0] ?? '') ? 1 : 0, rules) !== null;
  if (employer !== null && (!isPlace || opensWithAgency))
    return { ...nothing, kind: 'organization', ...houseOf(words, rules) };
  if (isPlace && (follows || words.some((word) => /^[\p{Lu}\p{Lo}]/u.test(word))))
    return { ...nothing, kind: 'place', endsInPlace: true, agency };
  if (follows && /^\p{Lu}/u.test(words[0] ?? ''))
    return { ...nothing, kind: 'organization', name: words.join(' ') };
  return { ...nothing, kind: 'unknown' };
}

function readRun(
  words: readonly string[],
  part: BylinePart,
  previous: Meaning | null,
  isLed: boolean,
  rules: NormalizeRules,
): Meaning[] {
  let follows = previous?.followsPerson === true;
  if (isColumn(part, previous, rules)) return [{ ...column(words, rules), followsPerson: follows }];
  const pieces = piecesOf(words, rules);
  const meanings = pieces.map((piece) => {
    const meaning =
      piece.kind === 'person' ? person(piece.words, isLed, rules) : about(piece.words, part, follows, rules);
    follows ||= meaning.kind === 'person';
    return { ...meaning, followsPerson: follows };
  });
  const [first, second, ...others] = meanings;
  if (first === undefined || pieces[0]?.kind === 'person') return meanings;
  if (second === undefined) return [{ ...first, describes: part.separator === 'and' ? 'nobody' : 'all' }];
  return [second, { ...first, describes: 'last' }, ...others];
}

function person(words: readonly string[], isLed: boolean, rules: NormalizeRules): Meaning {
  const [first = ''] = words;
  const isSure = isLed || !isEastAsian(first) || words.length > 1 || hasEastAsianSurname(first, rules);
  return {
    ...nothing,
    kind: isSure ? 'person' : 'other',
    name: isSure ? withNameCase(words, rules.byline) : null,
  };
}

/** "Jane Doe: Analysis", "Jane Doe - Sports Editor": what follows is no name, unless behind a dash a given name opens it. */
function isColumn(
  { words, separator }: BylinePart,
  previous: Meaning | null,
  rules: NormalizeRules,
): boolean {
  if (separator === ':') return previous?.kind === 'person';
  if (separator !== '-' || previous?.followsPerson !== true) return false;
  return !rules.givenNames.has(words[0]?.toLowerCase() ?? '') || !isPersonName(words, rules);
}

function column(words: readonly string[], rules: NormalizeRules): Meaning {
  if (organizationIn(words, rules) === null) return { ...nothing, kind: 'column' };
  return { ...nothing, kind: 'organization', ...houseOf(words, rules) };
}
