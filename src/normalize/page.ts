import type { CheerioAPI } from 'cheerio';
import type { ChildNode, Element } from 'domhandler';
import { setChildren } from './dom-nodes.ts';
import { type Claims, noClaims } from './normalize-input.ts';
import { tidyLine } from './tidy-text.ts';

const furniture =
  'nav, aside, footer, form:not(:has(p)), script, style, noscript, [role="navigation"], [role="complementary"]';
const minArticleChars = 200;
const minArticleShare = 0.3;
const maxCandidates = 200;

/** What a web page says of its article in its head. */
export function claimsOfPage($: CheerioAPI): { claims: Claims; url: string | null } {
  const meta = (names: string[]): string | null => {
    for (const name of names) {
      const content = $(`meta[property="${name}"], meta[name="${name}"]`).first().attr('content');
      if (content && tidyLine(content) !== '') return tidyLine(content);
    }
    return null;
  };
  const author = meta(['author', 'article:author']);
  const image = meta(['og:image']);
  const claims: Claims = {
    ...noClaims,
    title: meta(['og:title']) ?? firstText($, 'h1') ?? firstText($, 'title'),
    authors: author === null || author.startsWith('http') ? [] : [{ name: author, email: null, url: null }],
    published: isoTime(meta(['article:published_time'])),
    updated: isoTime(meta(['article:modified_time'])),
    summary: meta(['og:description', 'description']),
    images: image === null ? [] : [image],
    language: $('html').attr('lang') ?? null,
    section: meta(['article:section']),
    outlet: meta(['og:site_name']),
  };
  return { claims, url: $('link[rel="canonical"]').first().attr('href') ?? null };
}

/**
 * Keeps the article of a page: the longest `article`, unless most of the text stands outside of it (a list of
 * teasers), else `main`, else `body`; without navigation, forms and the like.
 */
export function keepArticle($: CheerioAPI, root: Element): void {
  $(furniture).remove();
  const body = $('body').first();
  const least = Math.max(minArticleChars, minArticleShare * textLength(body.text()));
  const candidates = $('article, main, [role="main"]')
    .toArray()
    .slice(0, maxCandidates)
    .map((element) => ({ element, length: textLength($(element).text()) }))
    .filter(({ length }) => length >= least);
  const isArticle = ({ element }: (typeof candidates)[number]): boolean => element.name === 'article';
  const preferred = candidates.some(isArticle) ? candidates.filter(isArticle) : candidates;
  const longest = preferred.sort((a, b) => b.length - a.length)[0];
  const article = longest ? $(longest.element) : body;
  if (article.length === 0) return;
  article.find('header').not(':has(h1)').remove();
  setChildren(root, article.contents().toArray() as unknown as ChildNode[]);
}

function textLength(text: string): number {
  return tidyLine(text).length;
}

function firstText($: CheerioAPI, selector: string): string | null {
  return tidyLine($(selector).first().text()) || null;
}

function isoTime(text: string | null): string | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
