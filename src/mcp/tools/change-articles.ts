import { z } from 'zod';
import { reasonBody } from '../../api/article-change-routes.ts';
import { idField } from '../../api/query-fields.ts';
import { joinBody } from '../../api/story-routes.ts';
import { briefArticleSchema } from '../article-views.ts';
import { changingTool } from '../tool.ts';

const named = z.strictObject({ id: idField.describe('The id of the article.') });
const asAsked = 'Only where the person whom you serve asked for it.';

export const killArticle = changingTool({
  name: 'kill_article',
  title: 'Kill an article',
  description: `Takes an article out of lists and exports, flags its copies and tells everybody who got it. ${asAsked}`,
  input: named.extend(reasonBody.shape),
  output: briefArticleSchema,
  run: (call, { id, ...body }) => call(`v1/articles/${id}/kill`, { method: 'POST', body }),
});

export const restoreArticle = changingTool({
  name: 'restore_article',
  title: 'Restore an article',
  description: `Takes the kill of an article back and tells everybody who got it. ${asAsked}`,
  input: named.extend(reasonBody.shape),
  output: briefArticleSchema,
  run: (call, { id, ...body }) => call(`v1/articles/${id}/restore`, { method: 'POST', body }),
});

export const splitArticle = changingTool({
  name: 'split_article',
  title: 'Take an article out of its story',
  description: `Takes an article out of its story, for good: nothing but join_articles brings it back. ${asAsked}`,
  input: named,
  output: briefArticleSchema,
  run: (call, { id }) => call(`v1/articles/${id}/split`, { method: 'POST' }),
});

export const joinArticles = changingTool({
  name: 'join_articles',
  title: 'Make one story of articles',
  description: `Makes one story of an article and others, for good: nothing but split_article parts them. ${asAsked}`,
  input: named.extend(joinBody.shape),
  output: briefArticleSchema,
  run: (call, { id, ...body }) => call(`v1/articles/${id}/join`, { method: 'POST', body }),
});
