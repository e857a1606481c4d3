import { z } from 'zod';
import { feedViewSchema } from '../../api/feed-view.ts';
import { idField } from '../../api/query-fields.ts';
import { feedStates } from '../../domain/feed-state.ts';
import { pageSizeField } from '../input-fields.ts';
import { readingTool } from '../tool.ts';

const feedHealthSchema = feedViewSchema.pick({
  id: true,
  key: true,
  url: true,
  title: true,
  outlet: true,
  section: true,
  language: true,
  paused: true,
  state: true,
  stateSince: true,
  fetchedAt: true,
  succeededAt: true,
  lastNewAt: true,
  newPerHour: true,
  failures: true,
  fault: true,
  movedTo: true,
});

export const listFeeds = readingTool({
  name: 'list_feeds',
  title: 'List feeds',
  description:
    'The feeds that are followed, the outlets they belong to, and how polling them goes: healthy, quiet, failing and why.',
  input: z.strictObject({
    after: idField.default('0').describe('`next` of the page before.'),
    state: z.enum(feedStates).optional().describe('Only feeds in this state.'),
    limit: pageSizeField,
  }),
  output: z.object({
    feeds: z.array(feedHealthSchema),
    next: z.string().nullable().describe('`after` of the next page; null on the last one.'),
  }),
  page: { entries: 'feeds', cursor: 'id' },
  run: (call, query) => call('v1/feeds', { query }),
});
