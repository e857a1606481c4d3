import { parseDate } from '../../domain/dates/parse-date.ts';

const maxTextChars = 200;

/** What dates look like in running text: ISO, "March 5, 2026", "5. März 2026", "2026年3月5日", "5.3.2026". */
const shapes = [
  /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?)?/,
  /\b\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b/u,
  /\b\d{1,2}(?:\.|st|nd|rd|th|er|º)? (?:de |d['’])?\p{L}{3,10}\.?,?(?: de(?:l)?)? \d{4}\b/u,
  /\d{4} ?[年년][. ]{0,2}\d{1,2} ?[月월][. ]{0,2}\d{1,2} ?[日일]/,
  /\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b/,
  /\b\d{4}\/\d{1,2}\/\d{1,2}\b/,
];

/** The first date in a short text as ISO 8601 UTC; null where none is certain. */
export function dateInText(text: string): string | null {
  const bounded = text.slice(0, maxTextChars).replace(/\s+/g, ' ');
  const found = shapes.flatMap((shape) => {
    const match = shape.exec(bounded);
    const date = match
      ? parseDate(match[0].replace(/(?<=\d)\.(?= \p{L})/u, '').replaceAll(/ del? /g, ' '))
      : null;
    return match && date !== null ? [{ at: match.index, date }] : [];
  });
  return found.sort((a, b) => a.at - b.at)[0]?.date ?? null;
}
