import { timeField, wholeNumber } from '../api/query-fields.ts';
import { queryField } from '../api/topic-view.ts';

const maxPageSize = 50;
const usualPageSize = 20;

/** How many entries a page holds; fewer than the API's, for a reader of little attention. */
export const pageSizeField = wholeNumber(1, maxPageSize)
  .default(usualPageSize)
  .describe(`How many to give at most; ${usualPageSize} where it is not said.`);

/** A time that is sent on as text. */
export const sentTimeField = timeField.transform((time) => time.toISOString());

/** A query, with as much of its language as one needs to write it. */
export const explainedQueryField = queryField.describe(
  'A query. Words (all of them, anywhere), "phrases", OR, NOT or -, ( ), beginnings such as harb*, minister NEAR/5 resigns; ' +
    'fields title: body: author: agency: outlet: feed: section: lang: tag: place: url: holder: before a word, a "phrase" or a ' +
    'group; after:2026-03-01, before:2026-04-01, words>:500, is:update, is:lead. Operators are in capitals; case and accents ' +
    'do not matter. What has a colon and is no field goes in quotation marks.',
);
