import { parseUrl } from '../canonical-url.ts';
import { type DayOrder, dayOrderOf } from './date-in-text.ts';
import { readTime, statedTime, timeOfMark, updatedTimeOfMark } from './date-of-mark.ts';
import { publishedTags, updatedTags } from './date-tags.ts';
import { dayInUrl } from './day-in-url.ts';
import { type LinkedObject, listOf } from './json-ld.ts';
import type { Mark } from './marked-elements.ts';
import type { PageSurvey } from './survey-page.ts';

/** A day by a clock that is far from Greenwich and a time on it are less than this apart. */
const sameDayMs = 36 * 3_600_000;
const firstDay = '1990';

/** A time that a source gives, ISO 8601 UTC, and how much the source is trusted. */
export interface DateEvidence {
  source: 'json-ld' | 'meta' | 'itemprop' | 'time' | 'class' | 'line' | 'stated' | 'url' | 'elsewhere';
  time: string;
  weight: number;
}

/** What dates are read from. */
export interface DatedPage {
  survey: PageSurvey;
  /** What JSON-LD says of the article and, of the page around it, where it is at. */
  article: LinkedObject | null;
  around: LinkedObject | null;
  url: string | null;
}

/** When a page says that its article was published. */
export function publishedEvidence({ survey, article, around, url }: DatedPage): DateEvidence[] {
  const order = orderOf(survey, url);
  const near = survey.dates.filter(({ mark, isNearHeadline }) => mark === 'itemprop' || isNearHeadline);
  const marked = (wanted: Mark): (string | null)[] =>
    near.filter(({ mark }) => mark === wanted).map((mark) => timeOfMark(mark, order));
  return [
    ...evidence('json-ld', isStamped(article) ? 1.2 : 3, linkedTimes(article)),
    ...evidence('json-ld', 1, linkedTimes(around)),
    ...evidence('meta', 3, metaTimes(survey, publishedTags).slice(0, 1)),
    ...evidence('itemprop', 2, marked('itemprop')),
    ...evidence('time', 1.5, marked('time')),
    ...evidence('class', 1, marked('class')),
    ...evidence('line', 1, marked('line')),
    ...evidence(
      'stated',
      2,
      survey.dates.map((mark) => statedTime(mark, order)),
    ),
    ...evidence('url', 1.5, [dayInUrl(url)]),
    ...evidence('elsewhere', 0.5, [onlyTime(survey, order)]),
  ];
}

/** The time that the sources agree on, day by day; of equal ones the first, and one with a time before a mere day. */
export function agreedTime(all: readonly DateEvidence[]): DateEvidence | null {
  const agree = (one: DateEvidence, other: DateEvidence): boolean =>
    Math.abs(Date.parse(other.time) - Date.parse(one.time)) <= sameDayMs;
  const supportOf = (one: DateEvidence): number =>
    all.filter((other) => agree(one, other)).reduce((sum, { weight }) => sum + weight, 0);
  let best: DateEvidence | null = null;
  for (const one of all) if (best === null || supportOf(one) > supportOf(best)) best = one;
  if (best === null || !isMereDay(best)) return best;
  const day = best;
  return all.find((one) => !isMereDay(one) && agree(one, day)) ?? day;
}

/** When a page says that its article was last changed. */
export function updatedTime({ survey, article, url }: DatedPage): string | null {
  const order = orderOf(survey, url);
  const claimed = [...listOf(article?.['dateModified']).map(readTime), ...metaTimes(survey, updatedTags)];
  const byNearness = survey.dates.toSorted((a, b) => Number(b.isNearHeadline) - Number(a.isNearHeadline));
  const printed = byNearness.map((mark) => updatedTimeOfMark(mark, order));
  return [...claimed, ...printed].find((time) => time !== null) ?? null;
}

function orderOf({ language }: PageSurvey, url: string | null): DayOrder | null {
  return dayOrderOf(language, url === null ? null : (parseUrl(url)?.hostname ?? null));
}

function evidence(
  source: DateEvidence['source'],
  weight: number,
  times: readonly (string | null)[],
): DateEvidence[] {
  const [time] = times.filter((one) => one !== null && one > firstDay);
  return time === undefined || time === null ? [] : [{ source, time, weight }];
}

function linkedTimes(object: LinkedObject | null): (string | null)[] {
  return listOf(object?.['datePublished'] ?? object?.['dateCreated']).map(readTime);
}

/** Published and changed at the very same time: that can be when the page was made. */
function isStamped(article: LinkedObject | null): boolean {
  return article !== null && article['datePublished'] === article['dateModified'];
}

function metaTimes({ metas }: PageSurvey, names: readonly string[]): (string | null)[] {
  return names.flatMap((name) => metas.get(name) ?? []).map(readTime);
}

/** The time of all marked elements that have one, where they all have the same. */
function onlyTime({ dates }: PageSurvey, order: DayOrder | null): string | null {
  const times = new Set(dates.map((mark) => timeOfMark(mark, order)).filter((time) => time !== null));
  return times.size === 1 ? ([...times][0] ?? null) : null;
}

function isMereDay({ time }: DateEvidence): boolean {
  return time.endsWith('T00:00:00.000Z');
}
