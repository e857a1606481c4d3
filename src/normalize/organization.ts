import type { NormalizeRules } from './rules.ts';

const longestAcronym = 5;

/** The agency that these words name, or true for another organization, else null. */
export function organizationIn(words: readonly string[], rules: NormalizeRules): string | true | null {
  const whole = rules.agencies.get(bare(words.join(' ')));
  if (whole !== undefined) return whole;
  for (let start = 0; start < words.length; start += 1) {
    const agency = agencyAt(words, start, rules);
    if (agency) return agency.name;
  }
  return words.some((word) => isOrganizationWord(word, rules)) ? true : null;
}

/** The agency whose name begins with this word. An acronym in small letters is one only at the end. */
export function agencyAt(
  words: readonly string[],
  start: number,
  rules: NormalizeRules,
): { name: string; length: number } | null {
  for (let length = Math.min(4, words.length - start); length > 0; length -= 1) {
    const text = words.slice(start, start + length).join(' ');
    const name = rules.agencies.get(bare(text));
    if (name === undefined) continue;
    const isAcronym = name.length <= longestAcronym && name === name.toUpperCase();
    const isLast = start > 0 && words.slice(start + 1).every((word) => word === text);
    if (!isAcronym || text === text.toUpperCase() || isLast) return { name, length };
  }
  return null;
}

/** Whether no person is called so because organizations are. */
export function isOrganizationWord(word: string, rules: NormalizeRules): boolean {
  if (rules.organizationWords.has(word.toLowerCase())) return true;
  if (/\.(?:com|org|net|de|fr|co|uk|tv|info)$/i.test(word)) return true;
  return word.length > 2 && rules.organizationEndings.test(word);
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/^(.*)['’]s$/, '$1');
}
