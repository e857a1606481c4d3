import { organizationIn } from './organization.ts';
import type { NormalizeRules } from './rules.ts';

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

/** A job, or what makes one more exact with a job behind it. */
export function opensJob(words: readonly string[], at: number, rules: NormalizeRules): boolean {
  const { roles, qualifiers } = rules.byline;
  const word = words[at]?.toLowerCase() ?? '';
  return roles.has(word) || (qualifiers.has(word) && hasRole(words.slice(at), rules));
}
