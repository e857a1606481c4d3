import { CronExpressionParser } from 'cron-parser';

export const maxUrlLength = 4096;
export const maxHeaders = 20;
const maxRemembered = 1000;

const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]{0,4096}$/;
const connectionHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** http or https, without user and password. */
export function isFeedUrl(url: string): boolean {
  if (url.length > maxUrlLength || !/^https?:\/\/\S+$/i.test(url)) return false;
  const parsed = URL.parse(url);
  return parsed !== null && parsed.username === '' && parsed.password === '';
}

/** A well-formed BCP 47 tag. */
export function isLanguage(tag: string): boolean {
  return succeeds(() => Intl.getCanonicalLocales(tag));
}

/** A cron expression of 5 fields, or 6 with seconds. Without H, which the library takes for a new random time every time. */
export const isCron = remembered((expression) => {
  const fields = expression.trim().split(/\s+/);
  if (fields.length < 5 || fields.length > 6 || fields.some((field) => /(?:^|,)H/i.test(field))) return false;
  return succeeds(() => CronExpressionParser.parse(expression));
});

/** An IANA time zone. */
export const isTimezone = remembered((timezone) =>
  succeeds(() => new Intl.DateTimeFormat('en', { timeZone: timezone })),
);

/** A field name of RFC 9110 §5.1 that the connection does not set by itself. */
export function isHeaderName(header: string): boolean {
  return headerName.test(header) && !connectionHeaders.has(header.toLowerCase());
}

/** A field value of RFC 9110 §5.5, on one line. */
export function isHeaderValue(value: string): boolean {
  return headerValue.test(value);
}

/** At most 20 headers, none twice in another case. */
export function hasDistinctNames(headers: Record<string, string>): boolean {
  const names = Object.keys(headers);
  return (
    names.length <= maxHeaders && new Set(names.map((header) => header.toLowerCase())).size === names.length
  );
}

/** Thousands of feeds share a few expressions and zones, and checking a zone takes 70 µs. */
function remembered(allows: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    const answer = answers.get(text) ?? allows(text);
    if (answers.size < maxRemembered) answers.set(text, answer);
    return answer;
  };
}

function succeeds(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
