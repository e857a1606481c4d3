import { z } from 'zod';
import { articleSchema } from '../../api/article-schema.ts';
import { eventSchema } from '../../api/event-schema.ts';
import { viewFields } from '../../api/log-fields.ts';
import { idField } from '../../api/query-fields.ts';
import { eventTypes } from '../../domain/event.ts';
import { pageSizeField, sentTimeField } from '../input-fields.ts';
import { readingTool } from '../tool.ts';

const namedArticleSchema = articleSchema.pick({ id: true, title: true, url: true, source: true });
const { include: _, fields: __, ...filters } = viewFields;

export const listEvents = readingTool({
  name: 'list_events',
  title: 'List events',
  description:
    'What happened to articles, in order: created, updated, killed, joined to a story. To hear of what is new, keep `next` and ' +
    'ask with it as `after` later; to begin with the last hours, say `since`.',
  input: z.strictObject({
    ...filters,
    after: idField
      .default('0')
      .describe('Events after this cursor: `next` of the page before; 0 is the oldest.'),
    types: z.array(z.enum(eventTypes)).min(1).max(eventTypes.length).optional().describe('Only these types.'),
    since: sentTimeField.optional().describe('Only events at or after this time.'),
    limit: pageSizeField,
  }),
  output: z.object({
    events: z.array(
      eventSchema.extend({
        article: namedArticleSchema.optional().describe('As it is now; none where it is deleted.'),
      }),
    ),
    next: z.string().describe('`after` of the next page. The same as `after` where nothing is new.'),
  }),
  page: { entries: 'events', cursor: 'cursor' },
  run: (call, input) =>
    call('v1/events', { query: { ...input, fields: Object.keys(namedArticleSchema.shape) } }),
});
