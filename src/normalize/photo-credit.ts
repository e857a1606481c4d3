import { organizationIn } from './organization.ts';
import { openingPhrase } from './phrase-index.ts';
import type { NormalizeRules } from './rules.ts';

const maxCreditChars = 120;
const atEnd = /(?:[\s.|–—]|^)\(([^()]{2,100})\)\.?$/;
const afterMark = /[.!?”"』」)]\s+([^.!?]{3,80})$/;
const copyright = /(?:^|\s)(©\s?[^©]{2,60})$/;

/** Parts a caption into what it shows and who took it: "The ferry. (Photo: Jane Doe/AFP)". */
export function captionParts(
  text: string,
  rules: NormalizeRules,
): { caption: string | null; credit: string | null } {
  const whole = creditLine(text, rules);
  if (whole !== null) return { caption: null, credit: whole };
  for (const pattern of [atEnd, afterMark, copyright]) {
    const found = pattern.exec(text);
    const credit = found?.[1] === undefined ? null : creditLine(found[1], rules);
    if (found && credit !== null) {
      const kept = text.slice(0, found.index + (pattern === afterMark ? 1 : 0)).trim();
      return { caption: kept || null, credit };
    }
  }
  const marked =
    /(?:^|\s)((?:photo|foto|credit|image|bild|crédit|source|picture)(?: by\b|\s?[:/])\s?.{2,80})$/i.exec(
      text,
    );
  const credit = marked?.[1] === undefined ? null : creditLine(marked[1], rules);
  return credit === null || !marked
    ? { caption: text, credit: null }
    : { caption: text.slice(0, marked.index).trim() || null, credit };
}

/** Who is credited by a text that is nothing but a credit: "Photo: Jane Doe", "Jane Doe/AFP", "AP Photo/Jane Doe". */
export function creditLine(text: string, rules: NormalizeRules): string | null {
  if (text.length > maxCreditChars) return null;
  const line = text.replace(/^[\s([（]+|[\s)\]）.]+$/g, '');
  const lower = line.toLowerCase();
  if (line.startsWith('©')) return line.slice(1).trim() || null;
  const phrase = openingPhrase(lower, rules.boilerplate.credits);
  if (phrase !== null) {
    const rest = line.slice(phrase.length);
    const isMarked = /^\s?[:：/|©–—]/.test(rest) || / by$/.test(phrase);
    const credit = rest.replace(/^[\s:：/|©–—]+/, '');
    return isMarked && credit !== '' ? credit : null;
  }
  return isHouseCredit(line, rules) ? line : null;
}

/** "Jane Doe/AFP", "Jane Doe / AFP via Getty Images", "Reuters": an agency at the end, after a slash or alone. */
function isHouseCredit(line: string, rules: NormalizeRules): boolean {
  const parts = line.split(/\s?\/\s?| via | for /);
  const last = (parts.at(-1) ?? '').trim();
  if (
    parts.length > 4 ||
    typeof organizationIn(last.split(' '), rules) !== 'string' ||
    last.split(' ').length > 3
  )
    return false;
  return parts.every((part) => part.split(' ').length <= 4 && /^[\p{Lu}\p{Lo}d][^.:;!?()]*$/u.test(part));
}
