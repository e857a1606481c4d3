import { z } from 'zod';
import type { Article } from '../domain/article.ts';
import { revisionClasses } from '../domain/revision.ts';
import type { ArticleRecord } from '../store/articles.ts';

const text = z.string().nullable();
const time = z.string().nullable().describe('ISO 8601 UTC.');

const authorSchema = z.object({
  name: z.string(),
  role: z.enum(['writer', 'contributor', 'editor', 'photographer', 'translator']).nullable(),
  email: text,
  url: text,
  handle: text.default(null).describe('A name on a social network, with its @.'),
  affiliation: text,
});

/** When and why an article was killed. */
export const killedSchema = z.object({
  at: z.string().describe('ISO 8601 UTC.'),
  reason: z.string(),
});

const imageSchema = z.object({
  url: z.string(),
  caption: text,
  credit: text,
  width: z.number().nullable(),
  height: z.number().nullable(),
});

/** The article as every part of the program gives it. Absent is null or []. */
export const articleSchema = z
  .object({
    id: z.string().nullable(),
    revision: z.int().describe('1 for the first text, one more for every change.'),
    url: text,
    title: text,
    subtitle: text,
    section: text,
    authors: z.array(authorSchema).describe('Persons; what the byline means.'),
    byline: text.describe('As printed.'),
    agency: text,
    copyright: z
      .object({
        holder: text,
        year: z.number().nullable(),
        notice: text.describe('As printed.'),
        license: text,
      })
      .nullable(),
    dateline: z.object({ place: text, date: text.describe('As printed.') }).nullable(),
    language: text.describe('BCP 47.'),
    publishedAt: time,
    updatedAt: time,
    firstSeenAt: time,
    summary: text,
    bodyHtml: z.string().describe('Sanitized HTML.'),
    bodyText: z.string().describe('Paragraphs with one blank line between.'),
    wordCount: z.int(),
    images: z.array(imageSchema),
    tags: z.array(z.string()),
    notes: z
      .array(z.object({ kind: z.enum(['correction', 'editors-note']), text: z.string() }))
      .default([])
      .describe('Corrections and words of the editors; they stand in the body, too.'),
    source: z
      .object({ feedId: text, feed: text, outlet: text, domain: text })
      .describe('Who brought it first.'),
    story: z
      .object({
        id: z.string(),
        size: z.int(),
        leadId: z.string(),
        killedId: text.describe('Another article of the story that was killed: a warning for this one.'),
      })
      .nullable()
      .describe('The articles of other outlets that are the same text.'),
    killed: killedSchema.nullable().describe('Null while the article stands.'),
  })
  .meta({ id: 'Article' }) satisfies z.ZodType<Article>;

/** A page of articles, whatever the format of each. */
export function pageOf<Schema extends z.ZodType>(article: Schema) {
  return z.object({
    articles: z.array(article),
    next: text.describe('`after` of the next page; null on the last one.'),
  });
}

/** A page of articles. */
export const articlePageSchema = pageOf(articleSchema).meta({ id: 'ArticlePage' });

/** An article with its history. */
export const articleRecordSchema = articleSchema
  .extend({
    removed: z
      .array(
        z.object({
          rule: z.string(),
          text: z.string(),
          place: z.string().optional().describe('Where the rule is written, of one that an operator wrote.'),
          line: z.int().optional().describe('Which line of the body it was or stood in, from 1.'),
        }),
      )
      .describe('What normalization took away, and the rule that took it.'),
    revisions: z
      .array(
        z.object({
          revision: z.int(),
          changedAt: z.string(),
          class: z.enum(revisionClasses).nullable().describe('What the change to it was; null of the first.'),
        }),
      )
      .describe('Newest first.'),
    killedCopy: killedSchema
      .extend({ articleId: z.string() })
      .nullable()
      .describe('When and why another article of the same story was killed.'),
    sightings: z
      .array(
        z.object({
          feedId: z.string(),
          feed: z.string(),
          outlet: text,
          url: text,
          matchedBy: z
            .enum(['new', 'item', 'url', 'text'])
            .describe('Why it is the same article; `new` brought it.'),
          seenAt: z.string(),
        }),
      )
      .describe('Every feed that ran it, oldest first.'),
  })
  .meta({ id: 'ArticleRecord' }) satisfies z.ZodType<Article & Omit<ArticleRecord, 'article'>>;

/** An article as it was in one revision. */
export const articleRevisionSchema = articleSchema
  .extend({ changedAt: z.string().describe('When this revision came, ISO 8601 UTC.') })
  .meta({ id: 'ArticleRevision' });
