import type { AuthorRole } from '../domain/article.ts';
import { houseOf } from './byline-house.ts';
import { hasRole, isOfTitle } from './byline-roles.ts';
import type { BylinePart } from './byline-words.ts';
import { type Meaning, nothing } from './meaning.ts';
import { organizationIn } from './organization.ts';
import type { NormalizeRules } from './rules.ts';

/** Jobs and organizations by themselves are written like titles; lower-case words of another kind make a sentence. */
export function about(
  words: readonly string[],
  part: BylinePart,
  follows: boolean,
  rules: NormalizeRules,
): Meaning {
  if (!follows && !isTitle(words, rules)) return { ...nothing, kind: 'unknown' };
  const [only = ''] = words;
  if (follows && words.length === 1 && rules.byline.suffixes.has(only.toLowerCase().replace(/\.$/, '')))
    return { ...nothing, kind: 'suffix', name: only };
  const job = jobIn(words, rules);
  if (organizationIn(words, rules) !== null)
    return { ...nothing, kind: 'organization', job, ...houseOf(words, rules) };
  if (hasRole(words, rules) || job !== null) return { ...nothing, kind: 'role', job };
  const lower = words.map((word) => word.toLowerCase());
  const isApposition = follows && part.separator !== 'start' && words.length <= 5;
  if (isApposition && isTitle(words, rules) && lower.some((word) => isOfTitle(word, rules)))
    return { ...nothing, kind: 'role' };
  if (rules.places.has(lower.join(' '))) return { ...nothing, kind: 'place', endsInPlace: true };
  const isNamelike = words.length <= 3 && words.every((word) => /^[\p{Lu}\p{Lo}]/u.test(word));
  return { ...nothing, kind: isNamelike ? 'other' : 'unknown' };
}

function isTitle(words: readonly string[], rules: NormalizeRules): boolean {
  return words.every(
    (word) => /^[\p{Lu}\p{Lo}]/u.test(word) || isOfTitle(word, rules) || rules.agencies.has(word),
  );
}

function jobIn(words: readonly string[], rules: NormalizeRules): AuthorRole | null {
  for (const word of words) {
    const job = rules.byline.jobs.get(word.toLowerCase());
    if (job !== undefined) return job;
  }
  return null;
}
