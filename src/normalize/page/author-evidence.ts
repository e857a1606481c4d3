import type { Element, ParentNode } from 'domhandler';
import type { FeedAuthor } from '../../domain/parsed-feed.ts';
import { comparisonKey } from '../tidy-text.ts';
import { bylinesOfMark, isAuthorLabel } from './byline-of-mark.ts';
import { hasType, isObject, type LinkedData, type LinkedObject, listOf, resolve } from './json-ld.ts';
import { type Mark, type MarkedElement, textOfMark } from './marked-elements.ts';
import type { PageRules } from './page-rules.ts';
import type { PageSurvey } from './survey-page.ts';

/** Where a page says who wrote an article. */
export type AuthorSource = 'json-ld' | 'meta-list' | 'meta' | Mark;

/** What one source says. Nothing is judged yet: a name can be that of an organization, or a whole byline. */
export interface AuthorEvidence {
  source: AuthorSource;
  /** Names that stand together, the likeliest place first. */
  groups: FeedAuthor[][];
  /** False where it stands far from the headline and can be about another article. */
  isNear: boolean;
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
const marks = ['itemprop', 'rel', 'link', 'line', 'class', 'bare'] as const;

/** All that a page says of its authors, by source. */
export function authorEvidence(
  survey: PageSurvey,
  article: LinkedObject | null,
  data: LinkedData,
  rules: PageRules,
): AuthorEvidence[] {
  const structured: [AuthorSource, FeedAuthor[]][] = [
    ['json-ld', article === null ? [] : linkedAuthors(article, data)],
    ['meta-list', fromMetas(survey, listTags)],
    ['meta', [fromMetas(survey, plainTags), fromCard(survey, rules)].find((list) => list.length > 0) ?? []],
  ];
  return [
    ...structured.map(([source, authors]) => ({ source, groups: [authors], isNear: true })),
    ...marks.map((mark) => fromMarks(mark, survey, rules)),
  ].filter(({ groups }) => groups.some((group) => group.length > 0));
}

/** All that the evidence names, judged or not; what nothing but its place speaks for is left out. */
export function namesIn(evidence: readonly AuthorEvidence[]): string[] {
  return evidence
    .filter(({ source }) => source !== 'bare')
    .flatMap(({ groups }) => groups.flat().map(({ name }) => name ?? ''));
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

/** The tag that is there most often speaks, of equal ones the first: each author can have one of its own. */
function fromMetas({ metas }: PageSurvey, names: readonly string[]): FeedAuthor[] {
  const lists = names.map((name) =>
    (metas.get(name) ?? []).filter((content) => !/^(?:https?:|www\.)/i.test(content)),
  );
  const most = Math.max(...lists.map((list) => list.length));
  const longest = lists.find((list) => list.length === most) ?? [];
  return longest.flatMap((content) => named(content, null));
}

/** Cards have labels and values of their own: "Written by" and a name. */
function fromCard({ metas }: PageSurvey, { leads }: PageRules): FeedAuthor[] {
  const label = metas.get('twitter:label1')?.[0]?.toLowerCase() ?? '';
  const isAuthor = leads.includes(label) || leads.includes(`${label}:`) || isAuthorLabel(label);
  return isAuthor ? named(metas.get('twitter:data1')?.[0] ?? '', null) : [];
}

/** What is marked near the headline; for want of that, what is marked elsewhere. */
function fromMarks(mark: Mark, survey: PageSurvey, rules: PageRules): AuthorEvidence {
  const all = survey.authors.filter((element) => element.mark === mark && !leadsAway(element));
  const near = groupsOf(
    all.filter(({ isNearHeadline }) => isNearHeadline),
    rules,
  );
  if (near.length > 0) return { source: mark, groups: near, isNear: true };
  return { source: mark, groups: groupsOf(all, rules), isNear: false };
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

/** Elements of one kind in one place are about one article: one for each author. */
function groupsOf(elements: readonly MarkedElement[], rules: PageRules): FeedAuthor[][] {
  const places = new Map<ParentNode | null, number>();
  const placeOf = ({ parent, attribs }: Element): string => {
    const place = places.get(parent) ?? places.size;
    places.set(parent, place);
    return `${place} ${attribs['class'] ?? ''}`;
  };
  const groups = Map.groupBy(elements, ({ element }) => placeOf(element)).values();
  return [...groups].map((group) => claimsOf(group, rules)).filter((claims) => claims.length > 0);
}

function claimsOf(elements: readonly MarkedElement[], rules: PageRules): FeedAuthor[] {
  const byKey = new Map<string, FeedAuthor>();
  for (const marked of elements) {
    for (const name of bylinesOfMark(textOfMark(marked), rules)) {
      const key = comparisonKey(name);
      const url = marked.element.attribs['href'] ?? null;
      if (key !== '' && !byKey.has(key)) byKey.set(key, { name, email: null, url });
    }
  }
  return [...byKey.values()];
}

function named(name: string, url: string | null): FeedAuthor[] {
  return name.trim() === '' ? [] : [{ name, email: null, url }];
}
