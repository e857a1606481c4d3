import { comparisonKey, tidyLine } from '../tidy-text.ts';
import { dateInText } from './date-in-text.ts';
import { type LinkedObject, listOf } from './json-ld.ts';
import type { PageSurvey } from './survey-page.ts';

const titleTags = [
  'og:title',
  'twitter:title',
  'parsely-title',
  'sailthru.title',
  'citation_title',
  'dc.title',
  'title',
];
const minHeadlineChars = 8;

/** The headline as the page prints it, where another source has it or much of it too; else the first source. */
export function titleOf(
  survey: PageSurvey,
  article: LinkedObject | null,
  sites: readonly string[],
): { title: string | null; source: string | null } {
  const headline = survey.headline ?? '';
  const claims = [
    ...listOf(article?.['headline'] ?? article?.['name']).map((value) => ({
      source: 'json-ld',
      title: typeof value === 'string' ? tidyLine(value) : '',
    })),
    ...titleTags.flatMap((name) =>
      (survey.metas.get(name) ?? []).map((title) => ({ source: 'meta', title })),
    ),
    { source: 'title', title: survey.windowTitle ?? '' },
  ].filter(({ title }) => title !== '');
  const isSite = sites.some((site) => comparisonKey(site) === comparisonKey(headline));
  if (
    headline.length >= minHeadlineChars &&
    !isSite &&
    (claims.length === 0 || claims.some(({ title }) => sharesWords(title, headline)))
  )
    return {
      title: withoutDate(
        headline,
        claims.map(({ title }) => title),
      ),
      source: 'h1',
    };
  const [first] = claims;
  return first
    ? { title: withoutSite(first.title, sites), source: first.source }
    : { title: headline || null, source: headline === '' ? null : 'h1' };
}

/** The day of an article that stands in its headline's element, too: another source shows that it is no part of it. */
function withoutDate(headline: string, titles: readonly string[]): string {
  const bare = titles.find((title) => headline.includes(title) && title.length >= headline.length / 2);
  return bare !== undefined && dateInText(headline.replace(bare, ''), null) !== null ? bare : headline;
}

/** "Headline | Site", "Headline - Site", "Site: Headline". */
export function withoutSite(title: string, sites: readonly string[]): string {
  const keys = new Set(sites.map(comparisonKey));
  const parts = title.split(/\s+[|–—·•»-]\s+|\s*\|\s*|\s*:\s+/);
  const [first = title, last = ''] = [parts[0], parts.at(-1)];
  if (parts.length < 2) return title;
  if (keys.has(comparisonKey(last)))
    return title.slice(0, title.length - last.length).replace(/[\s|–—·•:»-]+$/, '');
  if (keys.has(comparisonKey(first))) return title.slice(first.length).replace(/^[\s|–—·•:»-]+/, '');
  return title;
}

function sharesWords(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = a.intersection(b).size;
  return shared >= Math.min(a.size, b.size) * 0.5 && shared > 0;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{2,}/gu) ?? [text.toLowerCase()]);
}
