import type { NormalizeRules } from './rules.ts';

const maxNames = 20;
const turned =
  /^((?:\p{Ll}[\p{L}'’]{0,4} ){0,3}\p{Lu}[\p{L}'’-]{1,30}), (\p{Lu}[\p{L}'’-]{0,30}\.?(?: \p{Lu}\.?){0,2})$/u;

/** "Doe, Jane; van der Roe, John A." with the given names first; a text that is not all of that kind stays as it is. */
export function turnedNames(text: string, rules: NormalizeRules): string {
  const names = text.split(/\s*;\s*|\s+(?:and|und|et|y)\s+|\s*&\s*/, maxNames).filter((name) => name !== '');
  const found = names.map((name) => turned.exec(name));
  const areNames = found.every(
    (match) => match !== null && !isElse(match[1] ?? '', rules) && !isElse(match[2] ?? '', rules),
  );
  return areNames ? found.map((match) => `${match?.[2]} ${match?.[1]}`).join('; ') : text;
}

/** Places, sections and houses are written with a comma too: "Paris, France". */
function isElse(word: string, rules: NormalizeRules): boolean {
  const lower = word.toLowerCase();
  const { notNames, roles } = rules.byline;
  return [rules.places, rules.sections, rules.organizationWords, rules.agencies, notNames, roles].some(
    (known) => known.has(lower),
  );
}
