import type { Article } from '../../domain/article.ts';
import { toNewsArticle } from './news-article.ts';
import { toNinjs } from './ninjs.ts';

/** How an article can be written: as Wiredesk's own JSON, as IPTC ninjs 3.1, as schema.org NewsArticle in JSON-LD. */
export const articleFormats = ['wiredesk', 'ninjs', 'jsonld'] as const;
export type ArticleFormat = (typeof articleFormats)[number];

/** An article in a format. */
export function writeArticle(article: Article, format: ArticleFormat): object {
  if (format === 'ninjs') return toNinjs(article);
  return format === 'jsonld' ? toNewsArticle(article) : article;
}
