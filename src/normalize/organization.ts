import type { NormalizeRules } from './rules.ts';

const longestAcronym = 5;
const maxAgencyWords = 4;
/** Joined words of alphabets ("Stadtnachrichten") have at least so many characters. */
const minJoinedChars = 8;
const webAddress = /\.(?:com|org|net|de|fr|co|uk|tv|info)$/;

/** The agency that these words name, or true for another organization, else null. */
export function organizationIn(words: readonly string[], rules: NormalizeRules): string | true | null {
  let isOrganization = false;
  for (let start = 0; start < words.length; start += 1) {
    const agency = agencyAt(words, start, rules);
    if (agency) return agency.name;
    isOrganization ||= isOrganizationWord(words[start] as string, rules);
  }
  if (isOrganization) return true;
  const [only] = words;
  return words.length === 1 && only !== undefined ? (rules.agencies.get(only.toLowerCase()) ?? null) : null;
}

/** The agency whose name begins with this word. An acronym in small letters is one only at the end. */
export function agencyAt(
  words: readonly string[],
  start: number,
  rules: NormalizeRules,
): { name: string; length: number } | null {
  const first = withoutPossessive((words[start] as string | undefined)?.toLowerCase() ?? '');
  const most = rules.agencyStarts.get(first);
  if (most === undefined) return null;
  for (let length = Math.min(most, maxAgencyWords, words.length - start); length > 0; length -= 1) {
    const text = words.slice(start, start + length).join(' ');
    const name = rules.agencies.get(withoutPossessive(text.toLowerCase()));
    if (name === undefined) continue;
    const isAcronym = name.length <= longestAcronym && name === name.toUpperCase();
    const isLast = start > 0 && words.slice(start + 1).every((word) => word === text);
    if (!isAcronym || text === text.toUpperCase() || isLast) return { name, length };
  }
  return null;
}

/** Whether no person is called so because organizations are. */
export function isOrganizationWord(word: string, rules: NormalizeRules): boolean {
  const lower = withoutPossessive(word.toLowerCase());
  if (rules.organizationWords.has(lower) || webAddress.test(lower)) return true;
  const isJoined = word.length >= minJoinedChars || (word.length > 2 && word.charCodeAt(0) > 0x1000);
  return isJoined && rules.organizationEndings.test(lower);
}

function withoutPossessive(text: string): string {
  return text.endsWith("'s") || text.endsWith('’s') ? text.slice(0, -2) : text;
}
