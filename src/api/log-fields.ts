import { z } from 'zod';
import { eventTypes } from '../domain/event.ts';
import type { LogView } from '../pipeline/read-log.ts';
import type { Db } from '../store/db.ts';
import { fieldsField } from './field-selection.ts';
import { needTopic } from './find-topic.ts';
import { InvalidInput } from './invalid-input.ts';
import { idField, listField, textField, timeField } from './query-fields.ts';

/** Which events of the log a request wants, and how. */
export const viewFields = {
  types: listField(eventTypes)
    .optional()
    .describe('Only these types: created, updated, killed, story, with commas.'),
  feed: idField.optional().describe('Only events of articles seen in the feed with this id.'),
  topic: textField
    .optional()
    .describe(
      'Only events that concern the topic with this id or name: of articles that match it, and what becomes of those later. ' +
        'They come once they are matched, a moment after they happen.',
    ),
  since: timeField.optional().describe('Only events at or after this time.'),
  include: z.literal('article', 'use article').optional().describe('Adds each article as it is now.'),
  fields: fieldsField.describe('Adds these fields of each article, with commas, and its `id`.'),
};

const viewSchema = z.object(viewFields);

/** What a request's query asks to see of the log, `limit` events at once. @throws WiredeskError not-found, of a topic */
export async function logViewOf(db: Db, query: z.output<typeof viewSchema>, limit: number): Promise<LogView> {
  const { types = null, feed = null, topic, since = null, include, fields } = query;
  return {
    limit,
    types,
    feedId: feed,
    topicId: topic === undefined ? null : (await needTopic(db, topic)).id,
    since,
    withArticles: include === 'article' || fields !== undefined,
  };
}

/** Less than the time in which proxies give an answer up. */
const longestWaitSeconds = 25;
const useWait = `use a whole number of seconds from 0 to ${longestWaitSeconds}`;
/** How long an answer may wait for an event. */
export const waitField = z.coerce
  .number(useWait)
  .int(useWait)
  .min(0, useWait)
  .max(longestWaitSeconds, useWait)
  .default(0)
  .describe('For how many seconds to wait for an event where there is none yet.');

/** Such a cursor is from another store: waiting there would miss everything until the log has grown so far. */
export function refuseCursorAhead(after: string, head: string, place: 'query' | 'body' = 'query'): void {
  if (BigInt(after) <= BigInt(head)) return;
  const message = `after is "${after}"; use a cursor of this log, from 0 to ${head}`;
  throw new InvalidInput([{ in: place, place: 'after', message }]);
}
