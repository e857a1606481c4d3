import { isDeepStrictEqual } from 'node:util';
import type { ArticleContent } from '../domain/article.ts';

/**
 * The fields whose change makes a revision. The times are not among them: feeds re-date items without changing them,
 * and the first published date is the one that counts.
 */
const revisedFields = [
  'url',
  'title',
  'subtitle',
  'section',
  'authors',
  'byline',
  'agency',
  'copyright',
  'dateline',
  'language',
  'summary',
  'bodyHtml',
  'bodyText',
  'images',
  'tags',
] as const satisfies (keyof ArticleContent)[];

/** Names of the fields in which `after` says something else than `before`. */
export function changedFields(before: ArticleContent, after: ArticleContent): string[] {
  return revisedFields.filter((field) => !isDeepStrictEqual(before[field], after[field]));
}
