import type { NormalizeRules } from './rules.ts';

const maxNoticeChars = 300;
const maxHolderWords = 6;
const year = /(?:^|[^\d])((?:19|20)\d\d)(?!\d)/;
const creativeCommons = /\bCC[ -](?:BY|0)\b|creative commons/i;

/** Whether a whole line is a copyright notice and no sentence about copyright. */
export function isCopyrightLine(text: string, rules: NormalizeRules): boolean {
  if (text.length > maxNoticeChars) return false;
  const lower = text.toLowerCase();
  const opener = openerOf(lower, rules);
  const isShort = text.length <= 120;
  if (opener === null) {
    const isReserved = rules.copyright.reserved.some((phrase) => lower.startsWith(phrase));
    return isReserved || (isShort && isLicenseLine(text));
  }
  if (rules.copyright.reserved.some((phrase) => lower.includes(phrase))) return true;
  const rest = text.slice(opener.length).replace(/^[\s:©]{1,5}/, '');
  const words = rest.split(' ');
  if (rest === '' || rules.copyright.notHolders.has(words[0]?.toLowerCase() ?? '')) return false;
  const hasYear = year.test(text);
  if (hasYear && isShort) return true;
  const isEnumeration = opener === '(c)' && !/^[\p{Lu}\p{Lo}\d]/u.test(rest);
  return !isEnumeration && words.length <= maxHolderWords && (words.length <= 3 || !/[.!?]$/.test(text));
}

/** The sign or word that opens the notice: `©`, `(c)`, `Copyright`. */
export function openerOf(lower: string, rules: NormalizeRules): string | null {
  return (
    rules.copyright.openers.find(
      (word) => lower.startsWith(word) && !/^\p{Ll}/u.test(lower.slice(word.length)),
    ) ?? null
  );
}

export function yearIn(text: string): number | null {
  const years = [...text.slice(0, maxNoticeChars).matchAll(new RegExp(year, 'g'))];
  const last = years.at(-1)?.[1];
  return last === undefined ? null : Number(last);
}

function isLicenseLine(text: string): boolean {
  return creativeCommons.test(text) && /licen[cs]e|licen[zc]|CC[ -](?:BY|0)/i.test(text);
}
