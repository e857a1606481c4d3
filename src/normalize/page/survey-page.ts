import { type Element, isTag, isText } from 'domhandler';
import { rawText } from '../dom-nodes.ts';
import { isHidden } from '../strip-invisible.ts';
import { tidyLine } from '../tidy-text.ts';
import { mainHeadline } from './main-headline.ts';
import { authorMark, dateMark, type Mark, type MarkedElement } from './marked-elements.ts';
import type { PageRules } from './page-rules.ts';

const maxMarks = 300;
const maxScripts = 100;
const maxHeadlines = 50;
const maxContentChars = 5_000;
/** How far from the headline what is said of the article stands, in characters of text. */
const maxBefore = 400;
const maxAfter = 2_500;
/** How far below a headline lines stand that need no mark, and how much a headline shrinks when it is tidied. */
const maxBelow = 300;
const maxSpaces = 20;
const besideElement = /^(?:aside|nav|footer)$/;

/** What a page holds as evidence, in document order and what is marked from the headline on, before anything is taken away. */
export interface PageSurvey {
  /** Contents by name or property, in lower case. */
  metas: ReadonlyMap<string, readonly string[]>;
  /** Texts of the JSON-LD scripts. */
  scripts: readonly string[];
  canonical: string | null;
  language: string | null;
  windowTitle: string | null;
  /** The main headings. */
  headlines: readonly string[];
  /** The one of them that heads the article. */
  headline: string | null;
  authors: readonly MarkedElement[];
  dates: readonly MarkedElement[];
}

/** A place in a page: how many characters of text stand before it. */
interface Placed<T> {
  value: T;
  at: number;
}

interface Walk {
  rules: PageRules;
  at: number;
  /** How many open elements are beside the article. */
  besides: number;
  metas: Map<string, string[]>;
  scripts: string[];
  canonical: string | null;
  language: string | null;
  windowTitle: string | null;
  headlines: Placed<string>[];
  authors: Placed<{ mark: Mark; element: Element }>[];
  dates: Placed<{ mark: Mark; element: Element }>[];
}

/** Walks once through the page. */
export function surveyPage(root: Element, rules: PageRules): PageSurvey {
  const walk: Walk = {
    rules,
    at: 0,
    besides: 0,
    metas: new Map(),
    scripts: [],
    canonical: null,
    language: null,
    windowTitle: null,
    headlines: [],
    authors: [],
    dates: [],
  };
  visit(root, walk);
  const { metas, scripts, canonical, language, windowTitle } = walk;
  const texts = walk.headlines.map(({ value }) => value);
  const headline = mainHeadline(texts, [...(metas.get('og:title') ?? []), windowTitle ?? '']);
  const at = walk.headlines.find(({ value }) => value === headline)?.at ?? null;
  const placed = (marked: Walk['authors']): MarkedElement[] =>
    belowFirst(marked, at ?? 0).map((one) => ({
      ...one.value,
      isNearHeadline: at === null ? Number.isFinite(one.at) : isNear(one.at, at),
    }));
  return {
    ...{ metas, scripts, canonical, language, windowTitle, headlines: texts, headline },
    authors: placed(walk.authors),
    dates: placed(walk.dates),
  };
}

function isNear(at: number, headlineAt: number): boolean {
  return at >= headlineAt - maxBefore && at <= headlineAt + maxAfter;
}

function isBelowHeadline({ headlines, at }: Walk): boolean {
  const last = headlines.at(-1);
  const distance = last === undefined ? -1 : at - last.at - last.value.length;
  return distance >= -maxSpaces && distance <= maxBelow;
}

/** What stands above the headline is rather about something else. */
function belowFirst<T>(placed: readonly Placed<T>[], headlineAt: number): readonly Placed<T>[] {
  const isAbove = ({ at }: Placed<T>): boolean => at < headlineAt;
  return [...placed.filter((one) => !isAbove(one)), ...placed.filter(isAbove)];
}

function visit(element: Element, walk: Walk): void {
  readHead(element, walk);
  if (/^(?:script|style|noscript|template)$/.test(element.name) || isHidden(element)) return;
  if (element.name === 'h1' && walk.headlines.length < maxHeadlines)
    walk.headlines.push({ value: tidyLine(rawText([element])), at: walk.at });
  addMark(authorMark(element, isBelowHeadline(walk), walk.rules), element, walk.authors, walk);
  addMark(dateMark(element, walk.rules), element, walk.dates, walk);
  if (besideElement.test(element.name)) walk.besides += 1;
  for (const child of element.children) {
    if (isText(child)) walk.at += child.data.trim().length;
    else if (isTag(child)) visit(child, walk);
  }
  if (besideElement.test(element.name)) walk.besides -= 1;
}

/** What stands beside the article is as far from its headline as can be. */
function addMark(mark: Mark | null, element: Element, marks: Walk['authors'], { at, besides }: Walk): void {
  if (mark === null || marks.length >= maxMarks) return;
  marks.push({ value: { mark, element }, at: besides > 0 ? Number.POSITIVE_INFINITY : at });
}

function readHead(element: Element, walk: Walk): void {
  const { name, attribs } = element;
  if (name === 'meta') addMeta(walk.metas, attribs);
  else if (name === 'script' && isLinkedData(attribs['type']) && walk.scripts.length < maxScripts)
    walk.scripts.push(rawText([element]));
  else if (name === 'link' && attribs['rel']?.toLowerCase() === 'canonical')
    walk.canonical ??= attribs['href'] ?? null;
  else if (name === 'title') walk.windowTitle ??= tidyLine(rawText([element])) || null;
  else if (name === 'html') walk.language ??= attribs['lang'] ?? attribs['xml:lang'] ?? null;
}

function addMeta(metas: Map<string, string[]>, attribs: Record<string, string>): void {
  const name = (attribs['property'] ?? attribs['name'] ?? attribs['itemprop'] ?? '').trim().toLowerCase();
  const content = tidyLine((attribs['content'] ?? '').slice(0, maxContentChars));
  if (name === '' || content === '') return;
  const before = metas.get(name);
  if (before === undefined) metas.set(name, [content]);
  else if (before.length < maxMarks) before.push(content);
}

function isLinkedData(type: string | undefined): boolean {
  return /^application\/ld\+json/i.test(type?.trim() ?? '');
}
