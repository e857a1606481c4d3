import { isAbout } from './byline-roles.ts';
import type { BylinePart } from './byline-words.ts';
import type { NormalizeRules } from './rules.ts';

/** "Doe, Jane and van der Roe, John A.": where all parts are such pairs, each is one name with the given name first. */
export function turnedParts(parts: BylinePart[], rules: NormalizeRules): BylinePart[] {
  const pairs = parts
    .filter((_, index) => index % 2 === 0)
    .map((part, index) => [part, parts[2 * index + 1]] as const);
  const turned = pairs.flatMap(([surname, given]) => turnedPair(surname, given, rules) ?? []);
  return turned.length === pairs.length ? turned : parts;
}

/** Only a known given name shows the pair: "Doe, Lima" is somebody in Lima. */
function turnedPair(
  surname: BylinePart,
  given: BylinePart | undefined,
  rules: NormalizeRules,
): BylinePart | null {
  const initial = given?.words[1] ?? '';
  if (given?.separator !== ',' || given.words.length > 2 || !/^(?:\p{Lu}\.?)?$/u.test(initial)) return null;
  const { givenNames, places, byline } = rules;
  const [last = '', ...before] = surname.words.toReversed();
  const isSurname =
    /^\p{Lu}\p{L}/u.test(last) &&
    before.every((word) => byline.particles.has(word)) &&
    !givenNames.has(last.toLowerCase()) &&
    !places.has(last.toLowerCase()) &&
    !isAbout(surname.words, rules);
  const isGiven =
    givenNames.has(given.words[0]?.toLowerCase() ?? '') && /^\p{Lu}/u.test(given.words[0] ?? '');
  return isSurname && isGiven && !isAbout(given.words, rules)
    ? { words: [...given.words, ...surname.words], separator: surname.separator }
    : null;
}
