import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import type { ArticleContent, Removal } from '../domain/article.ts';
import type { Line } from './lines.ts';
import type { Claims, NormalizeInput } from './normalize-input.ts';
import { showHiddenArticle } from './page/hidden-parts.ts';
import { keepArticle } from './page/keep-article.ts';
import { type PageReading, readPage } from './page/read-page.ts';
import { preferStatedBody } from './page/stated-body.ts';
import { readBody } from './read-body.ts';
import type { NormalizeRules } from './rules.ts';

/** An article in the making. The steps change it, one after another. */
export interface Draft {
  readonly type: NormalizeInput['type'];
  /** The address the article was read from: what relative links are relative to. */
  readonly baseUrl: string | null;
  readonly claims: Claims;
  readonly rules: NormalizeRules;
  /** The body as a document, and the element that holds it all. */
  readonly $: CheerioAPI;
  readonly root: Element;
  /** The lines of the body from top to bottom; empty before `layOutBody`. */
  lines: Line[];
  /** Lines that stood right below the headline before it was taken. */
  readonly belowHeadline: Set<Line>;
  readonly content: ArticleContent;
  readonly removed: Removal[];
  /** What a whole page says of its article; null for other inputs. */
  readonly page: PageReading | null;
  /** Which source a field of the content is from, where several were weighed. */
  readonly sources: Record<string, string>;
}

/** One step of normalization. It must be total: any draft, no exception. */
export type Step = (draft: Draft) => void;

/** Nothing is known yet. */
export const emptyContent: Readonly<ArticleContent> = {
  url: null,
  title: null,
  subtitle: null,
  section: null,
  authors: [],
  byline: null,
  agency: null,
  copyright: null,
  dateline: null,
  language: null,
  publishedAt: null,
  updatedAt: null,
  summary: null,
  bodyHtml: '',
  bodyText: '',
  wordCount: 0,
  images: [],
  tags: [],
  notes: [],
};

/** Reads the body; of a page, the article in it. What the feed claims goes before what the page claims. */
export function createDraft(input: NormalizeInput, rules: NormalizeRules): Draft {
  const { $, root, removed } = readBody(input);
  if (input.type === 'page') showHiddenArticle(root);
  const page = input.type === 'page' ? readPage(root, input.url, rules) : null;
  if (page) keepArticle(root, rules.page, removed);
  const isStated = page !== null && preferStatedBody(root, page.body, removed);
  return {
    type: input.type,
    baseUrl: input.url ?? page?.url ?? null,
    claims: page ? mergeClaims(input.claims, page.claims) : input.claims,
    rules,
    $,
    root,
    lines: [],
    belowHeadline: new Set(),
    content: { ...emptyContent, authors: [], images: [], tags: [], notes: [] },
    removed,
    page,
    sources: { ...page?.sources, ...(isStated && { bodyText: 'json-ld' }) },
  };
}

function mergeClaims(first: Claims, second: Claims): Claims {
  const merged: Record<string, unknown> = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const given = merged[name];
    if (given === null || (Array.isArray(given) && given.length === 0)) merged[name] = value;
  }
  return merged as unknown as Claims;
}
