import { parseIsoDate } from './iso-date.ts';
import { parseNamedMonth } from './named-month.ts';
import { parseEpoch, parseNumericDate } from './numeric-date.ts';
import { plainDate } from './plain-date.ts';

/** Longer strings are no dates, in characters. */
const maxDateChars = 100;

/**
 * A date of a feed as ISO 8601 UTC: RFC 822 and its malformations, RFC 3339, ISO 8601 and W3C-DTF, asctime, months by name
 * in many languages, numbers where their order is certain. Without a zone it is taken as UTC; a wrong weekday is ignored.
 * Null where it is no date or not one that exists. Never throws.
 */
export function parseDate(value: string): string | null {
  if (value.length > maxDateChars) return null;
  const text = plainDate(value);
  const dated = withoutWeekday(text);
  return (
    parseIsoDate(dated) ??
    parseEpoch(text) ??
    parseNumericDate(dated) ??
    parseNamedMonth(withColons(text)) ??
    null
  );
}

/** `Fri, 2006/09/15`: a word before a date in numbers. */
function withoutWeekday(text: string): string {
  return text.replace(/^\p{L}{2,12}\.?,? (?=\d{4}[-/.]\d|\d{1,2}[./]\d)/u, '');
}

/** `2004 16.31.05` and `2004 16h31`: times that are written otherwise. */
function withColons(text: string): string {
  return text.replace(
    /(?<=\d{4},? (?:\p{L}{1,4} )?)(\d{1,2})[.h](\d{2})(?:\.(\d{2}))?(?= |$)/u,
    (_, hour, minute, second) => (second === undefined ? `${hour}:${minute}` : `${hour}:${minute}:${second}`),
  );
}
