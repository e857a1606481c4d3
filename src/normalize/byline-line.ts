import { maxBareBylineChars, mayBeByline } from './byline-gate.ts';
import { type ParsedNames, parseNames } from './byline-names.ts';
import type { NormalizeRules } from './rules.ts';
import { comparisonKey } from './tidy-text.ts';

/** What speaks for a line being a byline although no "By" leads it. */
export interface BylineEvidence {
  /** Comparison keys of the authors that the feed names. */
  knownNames: ReadonlySet<string>;
  isBelowHeadline: boolean;
}

/** "Reuters Staff", "AFP, MANILA" */
const maxHouseChars = 60;
const maxHouseWords = 5;

/**
 * The names in a byline, or null where the line is none. A leading word makes a byline only if nothing but names, jobs,
 * places and organizations follows: "By Monday, the council had…" is prose.
 */
export function readByline(
  text: string,
  evidence: BylineEvidence,
  rules: NormalizeRules,
): ParsedNames | null {
  if (!mayBeByline(text, rules)) return null;
  const parsed = parseNames(text, rules);
  if (!parsed.isUnderstood) return null;
  if (parsed.isLed) return parsed;
  if (parsed.authors.length === 0)
    return evidence.isBelowHeadline && parsed.agency !== null && text.length <= maxHouseChars ? parsed : null;
  if (text.length > maxBareBylineChars) return null;
  const areKnown = parsed.authors.every((author) => evidence.knownNames.has(comparisonKey(author.name)));
  return areKnown || (evidence.isBelowHeadline && isPlausible(parsed)) ? parsed : null;
}

/**
 * The names in the line that opens a body right above its text, or null: there must be a job, an agency or an address
 * beside the name, a second name or a known given name, for a headline can look like a name.
 */
export function readOpeningByline(text: string, rules: NormalizeRules): ParsedNames | null {
  const parsed = readByline(text, { knownNames: new Set(), isBelowHeadline: true }, rules);
  return parsed !== null && parsed.authors.length > 0 && areCertain(parsed, rules) ? parsed : null;
}

/** Whether a line right below a byline goes on with it: jobs, houses, addresses, and names that are certain. */
export function continuesByline(text: string, rules: NormalizeRules): boolean {
  if (!mayBeByline(text, rules)) return false;
  const parsed = parseNames(text, rules);
  if (!parsed.isUnderstood) return false;
  if (parsed.authors.length === 0) return text.split(' ').length <= maxHouseWords;
  return parsed.isLed || areCertain(parsed, rules);
}

function areCertain({ authors, isVouched }: ParsedNames, rules: NormalizeRules): boolean {
  const isKnown = ({ name }: ParsedNames['authors'][number]): boolean =>
    rules.givenNames.has(name.split(' ')[0]?.toLowerCase() ?? '') || /^(?:\p{Lu}\.)+ /u.test(name);
  return isVouched || authors.length > 1 || authors.some(isKnown);
}

/** In scripts without capitals any few words look like a name: there a job or an agency must stand beside them. */
function isPlausible({ authors, isVouched }: ParsedNames): boolean {
  return (
    isVouched ||
    authors.every(({ name }) => name !== name.toLowerCase() || /\p{Script=Han}|\p{Script=Hangul}/u.test(name))
  );
}
