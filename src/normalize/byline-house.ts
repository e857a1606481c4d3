import { hasRole, isAbout, isOfTitle } from './byline-roles.ts';
import type { Meaning } from './meaning.ts';
import { agencyAt, organizationIn } from './organization.ts';
import type { NormalizeRules } from './rules.ts';

/** The organization as printed, without the job in it: "Associated Press Writer". */
export function houseOf(words: readonly string[], rules: NormalizeRules): Partial<Meaning> {
  const organization = organizationIn(words, rules);
  const agency = typeof organization === 'string' ? organization : null;
  if (hasRole(words, rules) && words.some((word) => /['’]s$/.test(word))) return { agency, name: agency };
  const kept = [...words];
  while (kept.length > 0 && isOfTitle((kept[0] as string).toLowerCase(), rules) && kept[0] !== 'The')
    kept.shift();
  while (kept.length > 0 && isJobWord(kept, rules)) kept.pop();
  const isRepeated = kept.every((word) => word === kept[0]);
  const isAgencyAlone = agency !== null && (isRepeated || agencyAt(kept, 0, rules)?.length === kept.length);
  const name = isAgencyAlone ? agency : kept.join(' ');
  return { agency, name: name !== null && name !== '' && isAbout(kept, rules) ? name : agency };
}

function isJobWord(words: readonly string[], rules: NormalizeRules): boolean {
  const last = words.at(-1) as string;
  const lower = last.toLowerCase();
  if (rules.byline.roles.has(lower)) return true;
  return rules.byline.qualifiers.has(lower) && organizationIn([last], rules) === null;
}
