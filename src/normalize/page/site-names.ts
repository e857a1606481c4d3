import { parseUrl } from '../canonical-url.ts';
import { hasType, isObject, type LinkedData, type LinkedObject, resolve } from './json-ld.ts';
import type { PageSurvey } from './survey-page.ts';

/** What the site is called: in its tags, as the publisher of its article, in its address. A person's own site is that person. */
export function siteNames(
  { metas }: PageSurvey,
  article: LinkedObject | null,
  data: LinkedData,
  url: string | null,
): string[] {
  const publisher = resolve(article?.['publisher'], data);
  if (isObject(publisher) && hasType(publisher, /^Person$/i)) return [];
  const names = [
    ...(metas.get('og:site_name') ?? []),
    ...(metas.get('application-name') ?? []),
    isObject(publisher) ? publisher['name'] : publisher,
    domainName(url),
  ];
  return names.filter((name): name is string => typeof name === 'string' && name.trim() !== '');
}

/** The word that a host is known by: "example" of "www.news.example.co.uk". */
function domainName(url: string | null): string | null {
  const host = url === null ? null : parseUrl(url)?.hostname;
  const labels = (host ?? '').split('.').slice(0, -1);
  return labels.findLast((label) => label.length > 3) ?? labels.at(-1) ?? null;
}
