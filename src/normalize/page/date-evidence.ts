import { parseDate } from '../../domain/dates/parse-date.ts';
import { parseUrl } from '../canonical-url.ts';
import { dateInText } from './date-in-text.ts';
import { type LinkedObject, listOf } from './json-ld.ts';
import { type Mark, type MarkedElement, textOfMark } from './marked-elements.ts';
import type { PageSurvey } from './survey-page.ts';

const publishedTags = [
  'article:published_time',
  'article:published',
  'og:published_time',
  'og:article:published_time',
  'parsely-pub-date',
  'sailthru.date',
  'datepublished',
  'citation_publication_date',
  'citation_online_date',
  'citation_date',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.created',
  'dc.date',
  'dcterms.date',
  'article_date_original',
  'publication_date',
  'publish-date',
  'publishdate',
  'pubdate',
  'article.published',
  'cxenseparse:recs:publishtime',
  'date',
];
const updatedTags = [
  'article:modified_time',
  'og:updated_time',
  'og:modified_time',
  'datemodified',
  'dcterms.modified',
  'lastmod',
  'last-modified',
];
const updateWords =
  /\b(?:updated?|modified|edited|revised|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt|uppdaterad|atualizado)\b/i;
const publishWords =
  /\b(?:published|posted|first appeared|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd|publicerad|publisert|opublikowano)(?: on| am| le| el| il| op)?\b/i;
const dayMs = 86_400_000;
const firstDay = '1990';
const maxDateTextChars = 120;

/** A time that a source gives, ISO 8601 UTC, and how much the source is trusted. */
export interface DateEvidence {
  source: 'json-ld' | 'meta' | 'itemprop' | 'time' | 'class' | 'line' | 'stated' | 'url';
  time: string;
  weight: number;
}

/** When a page says that its article was published. */
export function publishedEvidence(
  survey: PageSurvey,
  article: LinkedObject | null,
  url: string | null,
): DateEvidence[] {
  const marked = (mark: Mark): (string | null)[] =>
    survey.dates
      .filter((element) => element.mark === mark && (mark === 'itemprop' || element.isNearHeadline))
      .map(timeOfMark);
  return [
    ...evidence('json-ld', 3, listOf(article?.['datePublished'] ?? article?.['dateCreated']).map(readTime)),
    ...evidence(
      'meta',
      3,
      publishedTags
        .flatMap((name) => survey.metas.get(name) ?? [])
        .map(readTime)
        .slice(0, 1),
    ),
    ...evidence('itemprop', 2, marked('itemprop')),
    ...evidence('time', 1.5, marked('time')),
    ...evidence('class', 1, marked('class')),
    ...evidence('line', 1, marked('line')),
    ...evidence('stated', 2, survey.dates.filter(({ mark }) => mark === 'line').map(statedTime)),
    ...evidence('url', 1.5, [dayInUrl(url)]),
  ];
}

/** The time that the sources agree on, day by day; of equal ones the first, and one with a time before a mere day. */
export function agreedTime(all: readonly DateEvidence[]): DateEvidence | null {
  const supportOf = ({ time }: DateEvidence): number =>
    all
      .filter((other) => Math.abs(Date.parse(other.time) - Date.parse(time)) <= dayMs)
      .reduce((sum, { weight }) => sum + weight, 0);
  let best: DateEvidence | null = null;
  for (const one of all) if (best === null || supportOf(one) > supportOf(best)) best = one;
  return best;
}

/** When a page says that its article was last changed. */
export function updatedTime({ metas, dates }: PageSurvey, article: LinkedObject | null): string | null {
  const claimed = [
    ...listOf(article?.['dateModified']),
    ...updatedTags.flatMap((name) => metas.get(name) ?? []),
  ];
  const printed = dates.filter(({ isNearHeadline }) => isNearHeadline).map(updatedTimeOfMark);
  return [...claimed.map(readTime), ...printed].find((time) => time !== null) ?? null;
}

function updatedTimeOfMark(marked: MarkedElement): string | null {
  const text = textOfMark(marked).slice(0, maxDateTextChars);
  const found = updateWords.exec(text);
  return found ? dateInText(text.slice(found.index)) : null;
}

function evidence(
  source: DateEvidence['source'],
  weight: number,
  times: readonly (string | null)[],
): DateEvidence[] {
  const [time] = times.filter((one) => one !== null && one > firstDay);
  return time === undefined || time === null ? [] : [{ source, time, weight }];
}

function timeOfMark(marked: MarkedElement): string | null {
  const { datetime, content } = marked.element.attribs;
  const text = textOfMark(marked).slice(0, maxDateTextChars);
  if (marked.mark !== 'itemprop' && updateWords.test(text)) return null;
  return readTime(datetime) ?? readTime(content) ?? dateInText(text);
}

/** "Published on March 5, 2026", wherever it stands. */
function statedTime(marked: MarkedElement): string | null {
  const text = textOfMark(marked).slice(0, maxDateTextChars);
  const found = publishWords.exec(text);
  return found ? dateInText(text.slice(found.index)) : null;
}

function readTime(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  return parseDate(value) ?? dateInText(value);
}

function dayInUrl(url: string | null): string | null {
  const path = url === null ? undefined : parseUrl(url)?.pathname;
  const found = /\/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\/|-|$)/.exec(path ?? '');
  return found ? parseDate(`${found[1]}-${found[2]}-${found[3]}`) : null;
}
