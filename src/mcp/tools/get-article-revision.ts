import { z } from 'zod';
import { idField, revisionField } from '../../api/query-fields.ts';
import type { Article } from '../../domain/article.ts';
import { revisionViewSchema } from '../article-views.ts';
import { textPage, textPageFields } from '../text-page.ts';
import { readingTool } from '../tool.ts';

export const getArticleRevision = readingTool({
  name: 'get_article_revision',
  title: 'Read an article as it was',
  description: 'An article as it was in one of its revisions, which get_article lists.',
  input: z.strictObject({
    id: idField.describe('The id of the article.'),
    revision: revisionField.describe('1 is its first text.'),
    ...textPageFields,
  }),
  output: revisionViewSchema,
  ownText: 'text',
  run: async (call, { id, revision, ...part }) => {
    const article = await call<Article>(`v1/articles/${id}/revisions/${revision}`);
    return { ...article, text: textPage(article.bodyText, part) };
  },
});
