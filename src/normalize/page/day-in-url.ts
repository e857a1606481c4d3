import { monthByName } from '../../domain/dates/month-names.ts';
import { parseDate } from '../../domain/dates/parse-date.ts';
import { parseUrl } from '../canonical-url.ts';

const inNumbers = /\/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\/|-|$)/;
const withMonthName = /\/((?:19|20)\d{2})[/-](\p{L}{3,12})[/-](\d{1,2})(?=\/|-|$)/u;

/** The day in an address: "/2026/02/03/", "/20260203-", "/2026/feb/03/". Null where there is none. */
export function dayInUrl(url: string | null): string | null {
  const path = url === null ? '' : (parseUrl(url)?.pathname ?? '');
  const numbers = inNumbers.exec(path);
  if (numbers) return parseDate(`${numbers[1]}-${numbers[2]}-${numbers[3]}`);
  const named = withMonthName.exec(path);
  const month = named ? monthByName(named[2] as string) : 0;
  if (named === null || month === 0) return null;
  return parseDate(`${named[1]}-${String(month).padStart(2, '0')}-${named[3]?.padStart(2, '0')}`);
}
