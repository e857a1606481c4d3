import { z } from 'zod';
import { idField, includeKilledField } from '../../api/query-fields.ts';
import { storyPageSchema, storyRecordSchema } from '../../api/story-routes.ts';
import { pageSizeField } from '../input-fields.ts';
import { readingTool } from '../tool.ts';

export const listStories = readingTool({
  name: 'list_stories',
  title: 'List stories',
  description:
    'Stories that several outlets tell with the same text (wire copy, light rewrites), newest first.',
  input: z.strictObject({
    after: idField.optional().describe('`next` of the page before.'),
    include: includeKilledField.describe('Adds stories of which no article stands any more.'),
    limit: pageSizeField,
  }),
  output: storyPageSchema,
  page: { entries: 'stories', cursor: 'id' },
  run: (call, query) => call('v1/stories', { query }),
});

export const getStory = readingTool({
  name: 'get_story',
  title: 'Read a story',
  description:
    'A story with its articles: which leads, and of each why it belongs, whose text it has, how much of it, and the passages ' +
    'that both have.',
  input: z.strictObject({ id: idField.describe('The id of the story.') }),
  output: storyRecordSchema,
  run: (call, { id }) => call(`v1/stories/${id}`),
});
