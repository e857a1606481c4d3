import { z } from 'zod';
import { eventTypes, type LogEvent } from '../domain/event.ts';
import { revisionClasses } from '../domain/revision.ts';
import type { LogSlice } from '../pipeline/read-log.ts';
import { articleSchema } from './article-schema.ts';
import { type ArticleField, selectedArticleSchema, writeSelected } from './field-selection.ts';

/** An event of the log. */
export const eventSchema = z
  .object({
    cursor: z.string(),
    type: z.enum(eventTypes),
    articleId: z.string(),
    revision: z.int(),
    changed: z
      .array(z.string())
      .describe(
        "Names of the article's fields that changed, `killed` where it was restored; of `story`, what did: joined, left, lead, or killed where a copy was killed or restored.",
      ),
    at: z.string().describe('ISO 8601 UTC.'),
    storyId: z.string().nullable().describe('Of `story`.'),
    class: z.enum(revisionClasses).nullable().describe('Of `updated`: what the change is.'),
    reason: z.string().nullable().describe('Why, in words, where the type does not say all.'),
  })
  .meta({ id: 'Event' }) satisfies z.ZodType<LogEvent>;

/** An event, with its article where that was asked for. */
const fullEventSchema = eventSchema.extend({ article: articleSchema.optional() });

/** An event, with the fields of its article that were asked for. */
const selectedEventSchema = eventSchema.extend({ article: selectedArticleSchema.optional() });

/** Events, with what was asked for of their articles. */
export const eventsField = z.union([z.array(fullEventSchema), z.array(selectedEventSchema)]);

/** Events as they are answered: each with its article, or the fields of it that were asked for. */
export function writeEvents(events: LogSlice['events'], fields?: readonly ArticleField[]) {
  return events.map(({ article, ...event }) =>
    article ? { ...event, article: writeSelected(article, 'wiredesk', fields) } : event,
  );
}
