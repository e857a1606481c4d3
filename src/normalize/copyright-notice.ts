import type { Copyright } from '../domain/article.ts';
import { openerOf, yearIn } from './copyright-line.ts';
import type { NormalizeRules } from './rules.ts';

const maxNoticeChars = 500;
const maxHolderChars = 120;

/** Reads a notice: who holds the right, the latest year, the Creative Commons license. */
export function readNotice(notice: string, rules: NormalizeRules): Copyright {
  const text = notice.slice(0, maxNoticeChars);
  const license = licenseIn(text);
  return {
    holder: license === text ? null : holderIn(text, rules),
    year: yearIn(text),
    notice: text,
    license,
  };
}

/** A license URL, or its usual short name ("CC BY-SA 4.0"). */
export function licenseIn(text: string): string | null {
  const url = text.match(/https?:\/\/creativecommons\.org\/[\w./-]{1,100}/i)?.[0];
  if (url !== undefined) return url;
  const name = text.match(/\bCC(?:0| ?BY(?:[ -](?:NC|ND|SA)){0,2})(?: ?\d\.\d)?/i)?.[0];
  if (name !== undefined) return name;
  return text.match(/creative commons(?: [a-z-]{2,25}){0,6}(?: \d\.\d)?/i)?.[0] ?? null;
}

function holderIn(text: string, rules: NormalizeRules): string | null {
  let rest = withoutReserved(text, rules);
  for (
    let opener = openerOf(rest.toLowerCase(), rules);
    opener !== null;
    opener = openerOf(rest.toLowerCase(), rules)
  ) {
    rest = rest.slice(opener.length).replace(/^[\s:.,]{1,10}/, '');
  }
  const holder = rest
    .replace(/(?:(?:19|20)\d\d)(?:\s?[-–—/,]\s?(?:(?:19|20)\d\d|\d\d))?/g, ' ')
    .replace(/https?:\/\/\S{1,200}/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^(?:\s|[-–—,.:;|©]|by )+/i, '')
    .replace(/[\s,;:|–—-]+$/, '');
  const name = withoutFinalPeriod(holder);
  return name === '' || name.length > maxHolderChars || licenseIn(name) !== null || !/\p{L}/u.test(name)
    ? null
    : name;
}

/** Cuts at "All rights reserved" and the like; they say nothing of the holder. */
function withoutReserved(text: string, rules: NormalizeRules): string {
  const lower = text.toLowerCase();
  const starts = rules.copyright.reserved
    .map((phrase) => lower.indexOf(phrase))
    .filter((index) => index !== -1);
  return starts.length === 0 ? text : text.slice(0, Math.min(...starts));
}

/** "Example News." loses the period, "Example Ltd." and "Example S.A." keep it. */
function withoutFinalPeriod(holder: string): string {
  return /\b(?:inc|ltd|co|corp|bros|[a-z]\.[a-z])\.$/i.test(holder) ? holder : holder.replace(/[.。]+$/, '');
}
