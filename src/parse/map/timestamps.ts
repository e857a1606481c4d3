import { parseDate } from '../../domain/dates/parse-date.ts';
import type { FeedProblem } from '../../domain/parsed-feed.ts';
import type { FieldName } from '../canonical/field-names.ts';
import type { Fields } from '../canonical/read-canonical.ts';

/** Only so many unreadable dates of a document are named. */
const maxNamedDates = 5;

/** The first date of the fields, in their order, that can be read; a problem names those that cannot. */
export function readTimestamp(fields: Fields, names: FieldName[], problems: FeedProblem[]): string | null {
  const values = names.flatMap((name) => fields(name).map(({ text }) => text));
  return firstDate(values, problems);
}

export function firstDate(values: string[], problems: FeedProblem[]): string | null {
  for (const value of values) {
    if (value.trim() === '') continue;
    const date = parseDate(value);
    if (date !== null) return date;
    nameBadDate(value, problems);
  }
  return null;
}

function nameBadDate(value: string, problems: FeedProblem[]): void {
  const named = problems.filter(({ code }) => code === 'bad-date').length;
  if (named >= maxNamedDates) return;
  const shown = JSON.stringify(value.trim().slice(0, 60));
  problems.push({ code: 'bad-date', message: `${shown} is no date that can be read; it was ignored` });
}
