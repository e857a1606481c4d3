import type { CheerioAPI } from 'cheerio';
import { type Element, isTag } from 'domhandler';
import type { ArticleContent, Removal } from '../domain/article.ts';
import type { Line } from './lines.ts';
import type { Claims, NormalizeInput } from './normalize-input.ts';
import { cutByRule } from './operator/cut-by-rule.ts';
import { type RuledContent, readRuledContent } from './operator/read-ruled-content.ts';
import type { RuledDocument } from './operator/ruled-document.ts';
import { takeRuledBody } from './operator/take-ruled-body.ts';
import { showHiddenArticle } from './page/hidden-parts.ts';
import { cutAround, keepArticle } from './page/keep-article.ts';
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
  /** What rules of operators say the content is. */
  readonly ruled: RuledContent;
  /** The operators' rules that were tried, by id, and whether they found anything. */
  readonly tried: Map<string, boolean>;
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

/**
 * Reads the body; of a page, the article in it. What the feed claims goes before what the page claims, and what operators
 * say before both.
 */
export function createDraft(input: NormalizeInput, rules: NormalizeRules): Draft {
  const { $, root, removed } = readBody(input);
  if (input.type === 'page') showHiddenArticle(root);
  const tried = new Map<string, boolean>();
  const desk = { type: input.type, root, rules, removed, tried };
  const ruled = readRuledContent(desk);
  cutByRule(desk);
  const page = input.type === 'page' ? readPage(root, input.url, rules) : null;
  const bodySource = takeBody(desk, page);
  const claims = page ? mergeClaims(input.claims, page.claims) : input.claims;
  return {
    type: input.type,
    baseUrl: input.url ?? page?.url ?? null,
    claims: ruled.outlet === null ? claims : { ...claims, outlet: ruled.outlet },
    rules,
    $,
    root,
    lines: [],
    belowHeadline: new Set(),
    content: {
      ...emptyContent,
      authors: [],
      images: [],
      tags: [],
      notes: [],
      ...structuredClone(ruled.content),
    },
    removed,
    page,
    sources: { ...page?.sources, ...(bodySource !== null && { bodyText: bodySource }) },
    ruled,
    tried,
  };
}

/** Leaves of the document its body, and says where that is from: a rule, or what the page states; null where it was found. */
function takeBody(desk: RuledDocument, page: PageReading | null): string | null {
  const { root, rules, removed } = desk;
  const rule = takeRuledBody(desk);
  if (page === null) return rule;
  if (rule !== null) for (const part of root.children.filter(isTag)) cutAround(part, rules.page, removed);
  else keepArticle(root, rules.page, removed);
  return rule ?? (preferStatedBody(root, page.body, removed) ? 'json-ld' : null);
}

function mergeClaims(first: Claims, second: Claims): Claims {
  const merged: Record<string, unknown> = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const given = merged[name];
    if (given === null || (Array.isArray(given) && given.length === 0)) merged[name] = value;
  }
  return merged as unknown as Claims;
}
