import { z } from 'zod';
import { articleFilterFields } from '../../api/article-filter.ts';
import { pageOf } from '../../api/article-schema.ts';
import { briefArticleSchema } from '../article-views.ts';
import { explainedQueryField, pageSizeField, sentTimeField } from '../input-fields.ts';
import { readingTool } from '../tool.ts';

/** The query does what `q` does, and says where it is wrong. */
const { q: _, ...filters } = articleFilterFields;

export const searchArticles = readingTool({
  name: 'search_articles',
  title: 'Search articles',
  description:
    'Articles, newest first, by a query, a stored topic, outlet, feed, section, language or time; without any of them, all. ' +
    'Of each what tells whether to read it; get_article has its text.',
  input: z.strictObject({
    ...filters,
    query: explainedQueryField.optional(),
    since: sentTimeField.optional().describe('First seen at or after this time.'),
    until: sentTimeField.optional().describe('First seen before this time.'),
    limit: pageSizeField,
  }),
  output: pageOf(briefArticleSchema),
  page: { entries: 'articles', cursor: 'id' },
  run: (call, input) =>
    call('v1/articles', { query: { ...input, fields: Object.keys(briefArticleSchema.shape) } }),
});
