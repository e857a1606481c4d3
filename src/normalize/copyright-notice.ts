import type { Copyright } from '../domain/article.ts';
import { openerOf, withoutBrackets, yearIn } from './copyright-line.ts';
import { licenseIn } from './license.ts';
import { openingPhrase } from './phrase-index.ts';
import type { NormalizeRules } from './rules.ts';

const maxNoticeChars = 500;
const maxHolderChars = 120;
const years = /(?:(?:19|20)\d\d)(?:\s?[-–—/,]\s?(?:(?:19|20)\d\d|\d\d(?!\d)))*/g;
const legalForm =
  /^(?:Inc|Ltd|LLC|L\.L\.C|GmbH|AG|Co|Corp|S\.?A|S\.?p\.?A|B\.?V|PLC|plc|Limited|Incorporated|LP|Pty)\b/;

/** Reads a notice: who holds the right, the latest year, the license. */
export function readNotice(notice: string, rules: NormalizeRules): Copyright {
  const text = notice.slice(0, maxNoticeChars);
  const line = withoutBrackets(text);
  const license = licenseIn(line, rules);
  const isLicenseAlone =
    license !== null && openingPhrase(line.toLowerCase(), rules.copyright.licenseOpeners) !== null;
  return {
    holder: license === text || isLicenseAlone ? null : holderIn(line, rules),
    year: isLicenseAlone ? null : yearIn(line),
    notice: text,
    license,
  };
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
    .replace(years, ' ')
    .replace(/https?:\/\/\S{1,200}/g, ' ')
    .replace(/[©ⓒ]|\(c\)/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^(?:\s|[-–—,.:;|]|(?:by|von|par|por|di|door|av|af) )+/i, '');
  const name = withoutFinalPeriod(firstName(holder).replace(/[\s,;:|–—<>()-]+$/, ''));
  const isNone =
    name === '' || name.length > maxHolderChars || licenseIn(name, rules) !== null || !/\p{L}/u.test(name);
  return isNone ? null : name;
}

/** What stands before the next sentence, a bar or a comma; "Example News, Inc." is one name. */
function firstName(holder: string): string {
  for (const { 0: mark, index } of holder.matchAll(/[.。] (?=\p{L})|[.。]$|[,|;<(]/gu)) {
    const [before, after] = [holder.slice(0, index), holder.slice(index + mark.length).trimStart()];
    if (mark.startsWith('.') && (isAbbreviated(before) || mark === '.')) continue;
    if (mark === ',' && (legalForm.test(after) || before.trim() === '')) continue;
    return before;
  }
  return holder;
}

/** Cuts at "All rights reserved" and the like; where that opens the notice, what follows may be the holder. */
function withoutReserved(text: string, rules: NormalizeRules): string {
  const { reserved } = rules.copyright;
  const lower = text.toLowerCase();
  const found = reserved.exec(lower);
  if (found === null) return text;
  if (found.index > 0) return text.slice(0, found.index);
  const rest = text.slice(found[0].length).replace(/^[\s:.,–—|-]{1,10}/, '');
  return rest.split(' ').length <= 6 && !reserved.test(rest.toLowerCase()) ? rest : '';
}

/** "Example News." loses the period, "Example Ltd." and "Example S.A." keep it. */
function withoutFinalPeriod(holder: string): string {
  return isAbbreviated(holder.replace(/\.$/, '')) ? holder : holder.replace(/[.。]+$/, '');
}

function isAbbreviated(text: string): boolean {
  return /\b(?:inc|ltd|co|corp|bros)$|(?:^|[\s.])\p{L}$/iu.test(text);
}
