import type { ArticleContent } from '../../domain/article.ts';
import { termsOf } from '../../domain/terms.ts';
import type { ReadArticle } from '../normalize.ts';

/** How many of an item's terms its page has at least: titles are reworded for the web, leads are not always in the body. */
const titleShare = 0.6;
const textShare = 0.6;
/** How much of a page and of an item is compared, in characters. */
const maxPageChars = 50_000;
const maxItemChars = 2_000;

/** Whether a page is about what its item says: it has most words of the title, or of the text that the feed has. */
export function carriesItem(own: ArticleContent, { content, page }: ReadArticle): boolean {
  const text = [...(page?.titles ?? []), content.subtitle ?? '', content.bodyText].join('\n');
  const terms = new Set(termsOf(text.slice(0, maxPageChars)));
  const [title, body] = [own.title ?? '', own.bodyText].map((part) => shareIn(part, terms));
  if (title === null && body === null) return true;
  return (title ?? 0) >= titleShare || (body ?? 0) >= textShare;
}

/** The share of a text's terms that are there; null where it has none. Short terms are everywhere. */
function shareIn(text: string | undefined, terms: ReadonlySet<string>): number | null {
  const all = [...new Set(termsOf((text ?? '').slice(0, maxItemChars)))];
  const telling = all.filter((term) => term.length > 3 || term.charCodeAt(0) > 0x2e7f);
  const chosen = telling.length > 0 ? telling : all;
  return chosen.length === 0 ? null : chosen.filter((term) => terms.has(term)).length / chosen.length;
}
