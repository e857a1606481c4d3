import { type ArticleFormat, writeArticle } from '../deliver/formats/write-article.ts';
import type { Article } from '../domain/article.ts';
import { articleSchema } from './article-schema.ts';
import { InvalidInput } from './invalid-input.ts';
import { listField } from './query-fields.ts';

/** The name of a field of articles. */
export type ArticleField = keyof typeof articleSchema.shape;

/** All of them. */
export const articleFields = Object.keys(articleSchema.shape) as [ArticleField, ...ArticleField[]];

/** All names with their commas. */
const maxFieldsLength = 400;

/** An article of which some fields were asked for. */
export const selectedArticleSchema = articleSchema.partial().meta({ id: 'SelectedArticle' });

/** `fields` of routes that give articles. */
export const fieldsField = listField(articleFields, maxFieldsLength)
  .optional()
  .describe("Only these fields of each article, with commas, and `id`; of Wiredesk's own format.");

/** An article in a format, or the fields of it that were asked for: without its id it could not be told from others. */
export function writeSelected(
  article: Article,
  format: ArticleFormat,
  fields?: readonly ArticleField[],
): object {
  if (!fields) return writeArticle(article, format);
  const wanted = new Set<string>(['id', ...fields]);
  return Object.fromEntries(Object.entries(article).filter(([name]) => wanted.has(name)));
}

/** Other formats have other fields. @throws InvalidInput */
export function refuseFieldsOf(format: ArticleFormat, fields: readonly ArticleField[] | undefined): void {
  if (!fields || format === 'wiredesk') return;
  const message = `fields are those of Wiredesk's own format, not of ${format}; leave one of the two out`;
  throw new InvalidInput([{ in: 'query', place: 'fields', message }]);
}
