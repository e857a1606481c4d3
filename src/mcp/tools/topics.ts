import { z } from 'zod';
import { previewFields, previewSchema } from '../../api/topic-routes.ts';
import { topicSchema } from '../../api/topic-view.ts';
import { explainedQueryField, pageSizeField } from '../input-fields.ts';
import { readingTool } from '../tool.ts';

export const listTopics = readingTool({
  name: 'list_topics',
  title: 'List topics',
  description: 'The stored topics by name: the queries that the newsroom follows.',
  input: z.strictObject({}),
  output: z.object({ topics: z.array(topicSchema) }),
  run: (call) => call('v1/topics'),
});

export const testTopic = readingTool({
  name: 'test_topic',
  title: 'Test a query',
  description:
    'What a query would have caught in the last days, how many articles, and why each of the newest matches; nothing is stored. ' +
    'To try a topic before somebody adds it.',
  input: z.strictObject({ ...previewFields, query: explainedQueryField, limit: pageSizeField }),
  output: previewSchema,
  run: (call, query) => call('v1/topics/preview', { query }),
});
