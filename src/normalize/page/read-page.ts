import type { Element } from 'domhandler';
import type { Copyright } from '../../domain/article.ts';
import { type Claims, noClaims } from '../normalize-input.ts';
import type { NormalizeRules } from '../rules.ts';
import { type AuthorEvidence, authorEvidence } from './author-evidence.ts';
import { agreedTime, publishedEvidence, updatedTime } from './date-evidence.ts';
import { type LinkedObject, readLinkedData } from './json-ld.ts';
import { linkedArticle, linkedPage } from './linked-article.ts';
import { linkedCopyright } from './linked-copyright.ts';
import { pageAddress } from './page-address.ts';
import { siteNames } from './site-names.ts';
import { statedBody } from './stated-body.ts';
import { type PageSurvey, surveyPage } from './survey-page.ts';
import { titleOf } from './title-evidence.ts';

/** What a page says of its article, and where it says so. */
export interface PageReading {
  /** All but the authors: they are weighed when the body has been read. */
  claims: Claims;
  authors: readonly AuthorEvidence[];
  siteNames: readonly string[];
  /** What its data says of rights. */
  copyright: Copyright | null;
  /** The address it is known by: what `rel=canonical` or `og:url` say where that can be true, else where it was read. */
  url: string | null;
  /** The body that the page gives in its JSON-LD. */
  body: string | null;
  /** All that it is headed with: headlines, og:title, the window's title. */
  titles: readonly string[];
  /** Whether everybody may read it whole (schema.org isAccessibleForFree); null where it does not say. */
  isFree: boolean | null;
  /** Fields and the sources that won them. */
  sources: Readonly<Record<string, string>>;
}

/** Reads all evidence of a page, before anything is taken away from it. */
export function readPage(root: Element, url: string | null, rules: NormalizeRules): PageReading {
  const survey = surveyPage(root, rules.page);
  const data = readLinkedData(survey.scripts);
  const identity = { url, titles: titlesOf(survey) };
  const article = linkedArticle(data, identity);
  const canonical = survey.canonical ?? survey.metas.get('og:url')?.[0] ?? null;
  const address = pageAddress(canonical, url);
  const sites = siteNames(survey, article, data, address);
  const { title, source } = titleOf(survey, article, sites);
  const dated = { survey, article, around: linkedPage(data, identity), url: address };
  const published = agreedTime(publishedEvidence(dated));
  const updated = updatedTime(dated);
  return {
    claims: {
      ...noClaims,
      title,
      published: published?.time ?? updated,
      updated,
      ...plainClaims(survey),
    },
    authors: authorEvidence(survey, article, data, rules.page),
    siteNames: sites,
    copyright: linkedCopyright(article, data, rules),
    url: address,
    body: statedBody(article),
    titles: titlesOf(survey),
    isFree: freedomOf(article),
    sources: {
      ...(source !== null && { title: source }),
      ...(published && { publishedAt: published.source }),
      ...(!published && updated !== null && { publishedAt: 'updated' }),
    },
  };
}

function plainClaims({
  metas,
  language,
}: PageSurvey): Pick<
  Claims,
  'summary' | 'images' | 'language' | 'section' | 'outlet' | 'rights' | 'categories'
> {
  const first = (...names: string[]): string | null =>
    names.flatMap((name) => metas.get(name) ?? [])[0] ?? null;
  const image = first('og:image', 'og:image:url', 'twitter:image');
  return {
    summary: first('og:description', 'description', 'twitter:description'),
    images: image === null ? [] : [image],
    language: language ?? first('og:locale', 'content-language', 'dc.language'),
    section: first('article:section', 'parsely-section'),
    outlet: first('og:site_name', 'application-name'),
    categories: tagsIn(metas),
    rights: first('copyright', 'dc.rights', 'dcterms.rights', 'rights'),
  };
}

function tagsIn(metas: PageSurvey['metas']): string[] {
  const listed = ['news_keywords', 'parsely-tags'].flatMap((name) => metas.get(name) ?? []);
  return [...(metas.get('article:tag') ?? []), ...listed.flatMap((list) => list.split(','))];
}

function freedomOf(article: LinkedObject | null): boolean | null {
  const stated = String(article?.['isAccessibleForFree'] ?? '').toLowerCase();
  if (/^(?:https?:\/\/schema\.org\/)?false$/.test(stated)) return false;
  return /^(?:https?:\/\/schema\.org\/)?true$/.test(stated) ? true : null;
}

function titlesOf({ headlines, metas, windowTitle }: PageSurvey): string[] {
  return [...headlines, ...(metas.get('og:title') ?? []), windowTitle ?? ''].filter((text) => text !== '');
}
