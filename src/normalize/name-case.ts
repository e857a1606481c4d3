import type { BylineRules } from './byline-rules.ts';

/** "JANE O'DOE" as "Jane O'Doe", "Jean DUPRÉ" as "Jean Dupré"; initials and what is in mixed case stay as they are. */
export function withNameCase(words: readonly string[], rules: BylineRules): string {
  const letters = words.join('').replace(/[^\p{L}]+/gu, '');
  const isUpper =
    letters === letters.toUpperCase() && letters !== letters.toLowerCase() && letters.length > 3;
  const isLower = letters === letters.toLowerCase() && letters !== letters.toUpperCase();
  return words
    .map((word, index) => (isUpper || isLower || isShouted(word) ? caseWord(word, index, rules) : word))
    .join(' ');
}

/** Whether all letters are capitals. */
export function isShout(words: readonly string[]): boolean {
  const text = words.join('');
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

/** A word in capitals beside others that are not: at least three letters and a vowel, or it is an acronym. */
function isShouted(word: string): boolean {
  return (
    /^(?:Mc|Mac|O['’]|D['’])?[\p{Lu}'’\-‐‑]{3,}$/u.test(word) &&
    /[AEIOUYÀ-ÖØ-ÝАЕИОУЫЭЮЯ]/u.test(word) &&
    !/^I{2,3}$/.test(word)
  );
}

function caseWord(word: string, index: number, rules: BylineRules): string {
  const lower = word.toLowerCase();
  if (index > 0 && rules.particles.has(lower) && !/^\p{Lu}$/u.test(word) && !rules.suffixes.has(lower))
    return lower;
  if (/^(?:II|III|IV)$/.test(word) || /^(?:\p{Lu}\.){2,}\p{Lu}?$/u.test(word) || isInitials(word))
    return word;
  const capitalized = lower.replace(
    /(^|[\s\-‐‑.]|^[odl]['’]|[\p{L}]{3}['’](?=\p{L}{3}))(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
  return capitalized.replace(
    /(^|-)(Mc|[ODL]['’])(\p{L})/gu,
    (_, dash: string, before: string, letter: string) => dash + before + letter.toUpperCase(),
  );
}

/** "JD", "AJ", "JK": two capitals that no name is made of. */
function isInitials(word: string): boolean {
  return /^(?:[A-Z]J|J[A-Z]|[BCDFGHJKLMNPQRSTVWXZ]{2})$/.test(word) && word !== 'JO';
}
