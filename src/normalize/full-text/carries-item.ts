import type { ArticleContent } from '../../domain/article.ts';
import { termsOf } from '../../domain/terms.ts';
import type { ReadArticle } from '../normalize.ts';

/** How many of the terms of an item's title its page is headed with at least: titles are reworded for the web. */
const titleShare = 0.6;
/** How many of the terms of an item's text its page has at least: leads are not always in the body. */
const textShare = 0.7;
/** With fewer terms a text says nothing in particular. */
const minTextTerms = 6;
/** How much of a page and of an item is compared, in characters. */
const maxPageChars = 6_000;
const maxItemChars = 2_000;

/** Whether a page is about what its item says: it is headed much like it, or has most words of its text. */
export function carriesItem(own: ArticleContent, { content, page }: ReadArticle): boolean {
  const head = [...(page?.titles ?? []), content.subtitle ?? ''].join('\n');
  const [title, text] = [own.title ?? '', own.bodyText].map(tellingTerms) as [string[], string[]];
  if (title.length === 0 && text.length === 0) return true;
  if (shareIn(title, head) >= titleShare) return true;
  return text.length >= minTextTerms && shareIn(text, `${head}\n${content.bodyText}`) >= textShare;
}

/** The terms of a text, each once; short ones are everywhere. */
function tellingTerms(text: string): string[] {
  const terms = [...new Set(termsOf(text.slice(0, maxItemChars)))];
  const telling = terms.filter((term) => term.length > 3 || term.charCodeAt(0) > 0x2e7f);
  return telling.length > 0 ? telling : terms;
}

function shareIn(terms: readonly string[], text: string): number {
  const there = new Set(termsOf(text.slice(0, maxPageChars)));
  return terms.length === 0 ? 0 : terms.filter((term) => there.has(term)).length / terms.length;
}
