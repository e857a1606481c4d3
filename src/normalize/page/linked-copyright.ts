import type { Copyright } from '../../domain/article.ts';
import { readNotice } from '../copyright-notice.ts';
import { licenseIn } from '../license.ts';
import type { NormalizeRules } from '../rules.ts';
import { tidyLine } from '../tidy-text.ts';
import { isObject, type LinkedData, type LinkedObject, listOf, resolve } from './json-ld.ts';

const maxTextChars = 300;

/** What JSON-LD says of the rights in an article: `copyrightHolder`, `copyrightYear`, `copyrightNotice`, `license`. */
export function linkedCopyright(
  article: LinkedObject | null,
  data: LinkedData,
  rules: NormalizeRules,
): Copyright | null {
  if (article === null) return null;
  const notice = textOf(article['copyrightNotice'], data);
  const printed = notice === null ? null : readNotice(notice, rules);
  const stated = {
    holder: textOf(article['copyrightHolder'], data) ?? printed?.holder ?? null,
    year: yearOf(article['copyrightYear']) ?? printed?.year ?? null,
    notice,
    license: licenseOf(article['license'], data, rules) ?? printed?.license ?? null,
  };
  return Object.values(stated).every((value) => value === null) ? null : stated;
}

/** A text, or the name of the first object. */
function textOf(value: unknown, data: LinkedData): string | null {
  const [first] = listOf(value);
  const resolved = resolve(first, data);
  const text = isObject(resolved) ? (resolved['name'] ?? resolved['legalName']) : resolved;
  return typeof text === 'string' && text.length <= maxTextChars ? tidyLine(text) || null : null;
}

function yearOf(value: unknown): number | null {
  const year = Number(listOf(value)[0]);
  return Number.isInteger(year) && year > 1700 && year < 2200 ? year : null;
}

/** A license by its usual name, else the address that tells its terms. */
function licenseOf(value: unknown, data: LinkedData, rules: NormalizeRules): string | null {
  const [first] = listOf(value);
  const resolved = resolve(first, data);
  const text = isObject(resolved) ? (resolved['url'] ?? resolved['@id'] ?? resolved['name']) : resolved;
  if (typeof text !== 'string' || text.length > maxTextChars) return null;
  return licenseIn(text, rules) ?? (/^https?:\/\//i.test(text) ? text : null);
}
