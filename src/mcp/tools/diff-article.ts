import { z } from 'zod';
import { diffSchema } from '../../api/article-change-routes.ts';
import { idField, revisionField } from '../../api/query-fields.ts';
import { readingTool } from '../tool.ts';

export const diffArticle = readingTool({
  name: 'diff_article',
  title: 'What changed in an article',
  description:
    'What changed between two revisions of an article, word by word, and of which class the change is; of the last change where ' +
    'no revisions are named.',
  input: z.strictObject({
    id: idField.describe('The id of the article.'),
    from: revisionField.optional().describe('The older revision; the one before where it is not said.'),
    to: revisionField.optional().describe('The newer revision; the newest where it is not said.'),
  }),
  output: diffSchema,
  run: (call, { id, ...range }) => call(`v1/articles/${id}/diff`, { query: range }),
});
