import { z } from 'zod';
import { eventTypes, type LogEvent } from '../domain/event.ts';
import { revisionClasses } from '../domain/revision.ts';
import { articleSchema } from './article-schema.ts';
import { selectedArticleSchema } from './field-selection.ts';

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
export const fullEventSchema = eventSchema.extend({ article: articleSchema.optional() });

/** An event, with the fields of its article that were asked for. */
export const selectedEventSchema = eventSchema.extend({ article: selectedArticleSchema.optional() });
