import { z } from 'zod';
import type { ArticleFilter } from '../store/articles.ts';
import type { Pool } from '../store/db.ts';
import { needTopic } from './find-topic.ts';
import { idField, includeKilledField, languageField, textField, timeField } from './query-fields.ts';
import { queryField } from './topic-view.ts';

/** Which articles a request wants. */
export const articleFilterFields = {
  feed: idField.optional().describe('Seen in the feed with this id.'),
  outlet: textField.optional().describe('Seen in a feed of this outlet.'),
  section: textField.optional(),
  lang: languageField.optional().describe('BCP 47; `en` finds `en-GB` too.'),
  q: textField.optional().describe('Words of headline and body: `"a phrase"`, `or`, `-without`.'),
  query: queryField.optional(),
  topic: textField.optional().describe('Matched by the topic with this id or name.'),
  since: timeField.optional().describe('First seen at or after this time.'),
  until: timeField.optional().describe('First seen before this time.'),
  after: idField.optional().describe('Older than the article with this id: `next` of the page before.'),
  include: includeKilledField.describe('Adds articles that were killed.'),
};

const fieldsSchema = z.object(articleFilterFields);

/** The filter that a request's query asks for. @throws WiredeskError not-found, of a topic */
export async function articleFilterOf(
  db: Pool,
  query: z.output<typeof fieldsSchema>,
): Promise<Omit<ArticleFilter, 'matching'>> {
  const { after = null, feed = null, outlet = null, section = null, since = null, until = null } = query;
  return {
    after,
    feedId: feed,
    outlet,
    section,
    language: query.lang ?? null,
    query: query.q ?? null,
    topicId: query.topic === undefined ? null : (await needTopic(db, query.topic)).id,
    since,
    until,
  };
}
