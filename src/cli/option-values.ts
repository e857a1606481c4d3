import { InvalidArgumentError } from 'commander';

const maxDurationMs = 100 * 365 * 86_400_000;
const maxNameLength = 500;
const unitMs: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time as an operator writes it: a date or time in ISO 8601 (UTC where no offset is given), or an age such as 24h. */
export function readTime(now: () => Date): (text: string) => Date {
  return (text) => {
    const ageMs = durationMs(text);
    const time = ageMs === null ? isoTime(text) : new Date(now().getTime() - ageMs);
    if (time) return time;
    throw new InvalidArgumentError(
      'use a time such as 2030-01-31 or 2030-01-31T06:00Z, or an age such as 24h.',
    );
  };
}

/** What to call something. */
export function readName(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= maxNameLength && !/\p{Cc}/u.test(name)) return name;
  throw new InvalidArgumentError(`use a text of 1 to ${maxNameLength} characters.`);
}

/** A time to come: a date or time in ISO 8601 (UTC where no offset is given), or how long from now, such as 90d. */
export function readEnd(now: () => Date): (text: string) => Date {
  return (text) => {
    const spanMs = durationMs(text);
    const time = spanMs === null ? isoTime(text) : new Date(now().getTime() + spanMs);
    if (time && time > now()) return time;
    throw new InvalidArgumentError(
      'use a time to come, such as 2030-01-31, or how long from now, such as 90d.',
    );
  };
}

/** How long something is, in milliseconds: 90s, 30m, 24h or 7d. */
export function readDurationMs(text: string): number {
  const spanMs = durationMs(text);
  if (spanMs !== null) return spanMs;
  throw new InvalidArgumentError('use a length of time such as 30m, 24h or 7d.');
}

function durationMs(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const spanMs = Number(count) * (unitMs[unit] ?? Number.NaN);
  return spanMs <= maxDurationMs ? spanMs : null;
}

function isoTime(text: string): Date | null {
  const [date, time] = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d.*)?$/.exec(text)?.slice(1) ?? [];
  const zoned = time === undefined || /(?:Z|[+-]\d\d:?\d\d)$/i.test(time) ? text : `${text}Z`;
  const parsed = new Date(date ? zoned : Number.NaN);
  return Number.isNaN(parsed.getTime()) ? null : parsed;
}

/** An http or https address, as given. */
export function readUrl(text: string): string {
  if (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError('use an http:// or https:// address.');
}

/** A cursor of the event log. */
export function readCursor(text: string): string {
  if (/^\d{1,18}$/.test(text)) return text;
  throw new InvalidArgumentError('use a cursor as events print it.');
}

/** The id of something stored. */
export function readId(text: string): string {
  if (/^[1-9]\d{0,17}$/.test(text)) return text;
  throw new InvalidArgumentError('use an id, a number.');
}

/** Collects the ids of an argument that may stand several times. */
export function collectIds(text: string, earlier: string[] = []): string[] {
  return [...earlier, readId(text)];
}

/** Collects `NAME:VALUE` of an option that may stand several times. */
export function collectHeader(text: string, earlier: Record<string, string> = {}): Record<string, string> {
  const colon = text.indexOf(':');
  if (colon < 1) throw new InvalidArgumentError('use NAME:VALUE.');
  return { ...earlier, [text.slice(0, colon).trim()]: text.slice(colon + 1).trim() };
}

/** A place in a list, from 1. */
export function readPosition(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('use a number from 1.');
}

const maxReasonChars = 500;

/** Why an operator does something, for everybody who follows the log. */
export function readReason(text: string): string {
  const reason = text.trim();
  if (reason !== '' && reason.length <= maxReasonChars) return reason;
  throw new InvalidArgumentError(`use a text of 1 to ${maxReasonChars} characters.`);
}
