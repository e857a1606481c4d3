import { parseDate } from '../../domain/dates/parse-date.ts';

/** Whether readers of a page write 3/4/2026 for April 3 or for March 4. */
export type DayOrder = 'day-first' | 'month-first';

const maxTextChars = 200;

/** What dates look like in running text: ISO, "March 5, 2026", "5. März 2026", "2026年3月5日", "5.3.2026". */
const shapes = [
  /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?)?/,
  /\b\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b/u,
  /\b\d{1,2}(?:\.|st|nd|rd|th|er|º)? (?:de |d['’]|of )?\p{L}{3,10}\.?,?(?: de(?:l)?)? \d{4}\b/u,
  /\d{4} ?[年년][. ]{0,2}\d{1,2} ?[月월][. ]{0,2}\d{1,2} ?[日일]/,
  /\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b/,
  /\b\d{4}[/.]\d{1,2}[/.]\d{1,2}\b/,
];

/** The first date in a short text as ISO 8601 UTC; null where none is certain. `order` tells what 3/4/2026 means. */
export function dateInText(text: string, order: DayOrder | null): string | null {
  const bounded = text.slice(0, maxTextChars).replace(/\s+/g, ' ');
  const found = shapes.flatMap((shape) => {
    const match = shape.exec(bounded);
    const date = match && (parseDate(plain(match[0])) ?? inOrder(match[0], order));
    return match && date !== null ? [{ at: match.index, date }] : [];
  });
  return found.sort((a, b) => a.at - b.at)[0]?.date ?? null;
}

/** English of the United States, or nowhere in particular, puts the month first, but before a slash alone; all others the day. */
export function dayOrderOf(language: string | null, host: string | null): DayOrder | null {
  if (language === null) return null;
  const [primary = '', ...others] = language.toLowerCase().split(/[-_]/);
  if (primary !== 'en') return 'day-first';
  const isAmerican = others.length === 0 || others.includes('us') || others.includes('ph');
  return isAmerican && !/\.(?:uk|au|nz|ie|za|in|sg|hk|ng|ke|gh)$/.test(host ?? '')
    ? 'month-first'
    : 'day-first';
}

function plain(date: string): string {
  return date.replace(/(?<=\d)\.(?= \p{L})/u, '').replaceAll(/ (?:del?|of) /g, ' ');
}

function inOrder(date: string, order: DayOrder | null): string | null {
  const [, one, sign, other, year] = /^(\d{1,2})([/-])(\d{1,2})[/-](\d{4})$/.exec(date) ?? [];
  if (order === null || year === undefined) return null;
  const isDayFirst = order === 'day-first' || sign === '-';
  return parseDate(isDayFirst ? `${one}.${other}.${year}` : `${other}.${one}.${year}`);
}
