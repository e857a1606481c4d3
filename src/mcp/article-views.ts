import { articleRecordSchema, articleRevisionSchema, articleSchema } from '../api/article-schema.ts';
import { textPageSchema } from './text-page.ts';

/** An article in a list: what tells whether to read it. */
export const briefArticleSchema = articleSchema.pick({
  id: true,
  url: true,
  title: true,
  byline: true,
  agency: true,
  section: true,
  language: true,
  publishedAt: true,
  firstSeenAt: true,
  summary: true,
  wordCount: true,
  source: true,
  story: true,
  killed: true,
});

const withoutBody = { bodyHtml: true, bodyText: true } as const;
const inPages = { text: textPageSchema };

/** An article with its history, its text in pages. */
export const articleViewSchema = articleRecordSchema.omit(withoutBody).extend(inPages);

/** An article as it was, its text in pages. */
export const revisionViewSchema = articleRevisionSchema.omit(withoutBody).extend(inPages);
