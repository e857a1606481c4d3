import { licenseIn } from './license.ts';
import { openingPhrase } from './phrase-index.ts';
import type { NormalizeRules } from './rules.ts';

const maxNoticeChars = 400;
const maxHolderWords = 6;
const maxShortChars = 120;
const maxHolderChars = 50;
const year = /(?:^|[^\d])((?:19|20)\d\d)(?:\s?[-–—/]\s?(\d\d))?(?!\d)/g;
const bracketed = /^[\s<([{（【*]|[\s>)\]}）】*]$/;
const brackets = /^[\s<([{（【*]+|[\s>)\]}）】*]+$/g;

/** Whether a whole line is a copyright notice or names a license, and is no sentence about copyright. */
export function isCopyrightLine(text: string, rules: NormalizeRules): boolean {
  if (text.length > maxNoticeChars) return false;
  const line = withoutBrackets(text);
  if (line.length > maxShortChars && !opensLikeNotice(line.slice(0, maxShortChars).toLowerCase(), rules))
    return false;
  const lower = line.toLowerCase();
  if (isLicenseLine(lower, line, rules)) return true;
  const opener = openerOf(lower, rules);
  if (opener === null) return opensReserved(lower, rules);
  if (rules.copyright.reserved.test(lower)) return true;
  const rest = line.slice(opener.length).replace(/^[\s:©]{1,5}/, '');
  const words = rest.split(' ');
  if (rest === '' || rules.copyright.notHolders.has(words[0]?.toLowerCase() ?? '')) return false;
  if (line.length <= maxShortChars && yearIn(line) !== null) return true;
  const isEnumeration = opener === '(c)' && words.length > 1 && !/^[\p{Lu}\p{Lo}\d]/u.test(rest);
  return !isEnumeration && words.length <= maxHolderWords && (words.length <= 3 || !/[.!?]$/.test(line));
}

/** Most long lines are prose; a long notice says at once what it is. */
function opensLikeNotice(lower: string, rules: NormalizeRules): boolean {
  const { licenseOpeners, reserved } = rules.copyright;
  if (openerOf(lower, rules) !== null || openingPhrase(lower, licenseOpeners) !== null) return true;
  return reserved.exec(lower)?.index === 0;
}

/** The notice without what it was put into: "(© Example News)", "<저작권자(c) …>". */
export function withoutBrackets(text: string): string {
  if (!bracketed.test(text) || /^\(c\)/i.test(text)) return text;
  const line = text.replace(brackets, '');
  return /^c\)/i.test(line) ? text : line;
}

/** The sign or word that opens the notice: `©`, `(c)`, `Copyright`; also behind a year ("2026 © Example"). */
export function openerOf(lower: string, rules: NormalizeRules): string | null {
  const dated = /^(?:19|20)\d\d\s?(?:[-–]\s?(?:19|20)?\d\d\s?)?©/.exec(lower)?.[0];
  if (dated !== undefined) return dated;
  return openingPhrase(lower, rules.copyright.openers);
}

/** The latest year in the text; "2019–24" ends in 2024. */
export function yearIn(text: string): number | null {
  const last = [...text.slice(0, maxNoticeChars).matchAll(year)].at(-1);
  const [, full, short] = last ?? [];
  if (full === undefined) return null;
  const end = short === undefined ? Number(full) : Number(full.slice(0, 2) + short);
  return Math.max(end, Number(full));
}

/** "All rights reserved", and what is as short before it: "Example News. All rights reserved." */
function opensReserved(lower: string, rules: NormalizeRules): boolean {
  const isShort = lower.length <= maxShortChars;
  const found = rules.copyright.reserved.exec(isShort ? lower : lower.slice(0, maxHolderChars));
  if (found === null) return false;
  if (found.index === 0) return isShort || /^\s*[.,!©|–—-]/.test(lower.slice(found[0].length));
  return isShort && found.index <= maxHolderChars && /[.|,–—\-:/]\s*$/.test(lower.slice(0, found.index));
}

function isLicenseLine(lower: string, line: string, rules: NormalizeRules): boolean {
  const isSentence = openingPhrase(lower, rules.copyright.licenseOpeners) !== null;
  if (!isSentence && line.length > maxShortChars) return false;
  const license = licenseIn(line, rules);
  if (license === null) return false;
  return (
    isSentence ||
    line.length <= license.length + 4 ||
    /^(?:(?:https?:\/\/)?creativecommons\.org\/\S+$|cc\b|creative commons\b)/.test(lower)
  );
}
