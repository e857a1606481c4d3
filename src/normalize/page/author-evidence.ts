import type { FeedAuthor } from '../../domain/parsed-feed.ts';
import { comparisonKey } from '../tidy-text.ts';
import { bylineOfMark, isAuthorLabel } from './byline-of-mark.ts';
import { hasType, isObject, type LinkedData, type LinkedObject, listOf, resolve } from './json-ld.ts';
import { type Mark, type MarkedElement, textOfMark } from './marked-elements.ts';
import type { PageRules } from './page-rules.ts';
import type { PageSurvey } from './survey-page.ts';

/** Where a page says who wrote an article. */
export type AuthorSource = 'json-ld' | 'meta-list' | 'meta' | Mark;

/** What one source says. Nothing is judged yet: a name can be that of an organization, or a whole byline. */
export interface AuthorEvidence {
  source: AuthorSource;
  authors: FeedAuthor[];
}

/** Names of tags that stand once for each author, or for all of them, and rarely for anyone else. */
const listTags = [
  'parsely-author',
  'sailthru.author',
  'citation_author',
  'dc.creator',
  'dcterms.creator',
  'cxenseparse:author',
  'byl',
  'bt:author',
];
const plainTags = [
  'author',
  'article:author',
  'article:author_name',
  'article_author',
  'authors',
  'og:author',
];
const marks = ['itemprop', 'rel', 'link', 'line', 'class'] as const;

/** All that a page says of its authors, by source. */
export function authorEvidence(
  survey: PageSurvey,
  article: LinkedObject | null,
  data: LinkedData,
  rules: PageRules,
): AuthorEvidence[] {
  const evidence: AuthorEvidence[] = [
    { source: 'json-ld', authors: article === null ? [] : linkedAuthors(article, data) },
    { source: 'meta-list', authors: fromMetas(survey, listTags) },
    { source: 'meta', authors: [fromMetas(survey, plainTags), fromCard(survey, rules)].find(isAny) ?? [] },
    ...marks.map((mark) => ({ source: mark, authors: fromMarks(mark, survey, rules) })),
  ];
  return evidence.filter(({ authors }) => authors.length > 0);
}

function linkedAuthors(article: LinkedObject, data: LinkedData): FeedAuthor[] {
  const listed = listOf(article['author'] ?? article['creator']).slice(0, 50);
  return listed.flatMap((value) => {
    const author = resolve(value, data);
    if (!isObject(author)) return typeof author === 'string' ? named(author, null) : [];
    if (hasType(author, /Organization$/)) return [];
    const url = typeof author['url'] === 'string' ? author['url'] : null;
    return listOf(author['name']).flatMap((name) => (typeof name === 'string' ? named(name, url) : []));
  });
}

/** The first of these tags that is there speaks; each author can have one of its own. */
function fromMetas({ metas }: PageSurvey, names: readonly string[]): FeedAuthor[] {
  for (const name of names) {
    const found = (metas.get(name) ?? []).filter((content) => !/^(?:https?:|www\.)/i.test(content));
    if (found.length > 0) return found.flatMap((content) => named(content, null));
  }
  return [];
}

/** Cards have labels and values of their own: "Written by" and a name. */
function fromCard({ metas }: PageSurvey, { leads }: PageRules): FeedAuthor[] {
  const label = metas.get('twitter:label1')?.[0]?.toLowerCase() ?? '';
  const isAuthor = leads.includes(label) || leads.includes(`${label}:`) || isAuthorLabel(label);
  return isAuthor ? named(metas.get('twitter:data1')?.[0] ?? '', null) : [];
}

function isAny(authors: readonly FeedAuthor[]): boolean {
  return authors.length > 0;
}

/**
 * Near the headline the first that names anybody; authors that are marked one by one all count. Elsewhere only where the
 * whole page names one and the same.
 */
function fromMarks(mark: Mark, survey: PageSurvey, rules: PageRules): FeedAuthor[] {
  const all = survey.authors.filter((element) => element.mark === mark && !leadsAway(element));
  const near = all.filter(({ isNearHeadline }) => isNearHeadline);
  if (near.length > 0) return authorsOf(near, rules);
  const authors = authorsOf(all, rules);
  return authors.length === 1 ? authors : [];
}

/** Profiles on other sites are not where a site names its authors. */
function leadsAway({ mark, element }: MarkedElement): boolean {
  return (
    mark === 'link' &&
    /^https?:\/\/(?:[\w-]+\.)?(?:youtube|facebook|reddit|linkedin|twitter|x|bsky|instagram|medium|threads|t)\.\w{2,4}\//i.test(
      element.attribs['href'] ?? '',
    )
  );
}

function authorsOf(elements: readonly MarkedElement[], rules: PageRules): FeedAuthor[] {
  const byKey = new Map<string, FeedAuthor>();
  for (const marked of elements) {
    const name = bylineOfMark(textOfMark(marked), rules);
    const key = name === null ? '' : comparisonKey(name);
    if (name !== null && key !== '' && !byKey.has(key))
      byKey.set(key, { name, email: null, url: marked.element.attribs['href'] ?? null });
  }
  return [...byKey.values()];
}

function named(name: string, url: string | null): FeedAuthor[] {
  return name.trim() === '' ? [] : [{ name, email: null, url }];
}
