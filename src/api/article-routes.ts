import { z } from 'zod';
import { writeArticle } from '../deliver/formats/write-article.ts';
import { WiredeskError } from '../domain/errors.ts';
import { findArticleRecord, findArticleRevision, listArticles } from '../store/articles.ts';
import type { Db } from '../store/db.ts';
import type { App } from './app.ts';
import { formatField, inFormats, negotiateFormat } from './article-formats.ts';
import { articlePageSchema, articleRecordSchema, articleRevisionSchema, pageOf } from './article-schema.ts';
import { problemAnswers } from './problem.ts';
import { idField, languageField, limitField, revisionField, textField, timeField } from './query-fields.ts';

/** Articles: the newest, one with its history, one as it was. */
export function addArticleRoutes(app: App, db: Db, maxPageSize: number): void {
  app.get(
    '/v1/articles',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listArticles',
        tags: ['articles'],
        summary: 'Articles, newest first',
        description: 'To browse. To follow articles without missing one, read /v1/events.',
        querystring: listQuery(maxPageSize),
        response: { 200: inFormats(articlePageSchema, pageOf), ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const {
        limit,
        format,
        lang,
        q,
        after = null,
        feed = null,
        outlet = null,
        section = null,
        since = null,
        until = null,
      } = query;
      const filter = {
        after,
        feedId: feed,
        outlet,
        section,
        language: lang ?? null,
        query: q ?? null,
        matching: null,
        since,
        until,
      };
      const found = await listArticles(db, filter, limit + 1);
      const articles = found.slice(0, limit);
      const chosen = negotiateFormat(request, reply, format);
      const written = articles.map((article) => writeArticle(article, chosen));
      return { articles: written, next: found.length > limit ? (articles.at(-1)?.id ?? null) : null };
    },
  );

  app.get(
    '/v1/articles/:id',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getArticle',
        tags: ['articles'],
        summary: 'An article with its revisions, its sightings and what normalization took away',
        description: 'In other formats the article alone; one that was killed is canceled there.',
        params: z.strictObject({ id: idField }),
        querystring: z.strictObject({ format: formatField }),
        response: { 200: inFormats(articleRecordSchema), ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const record = await findArticleRecord(db, id);
      if (!record) throw new WiredeskError('not-found', `there is no article ${id}`);
      const { article, ...history } = record;
      const format = negotiateFormat(request, reply, request.query.format);
      if (format !== 'wiredesk') return writeArticle(article, format, history.killed?.reason);
      return { ...article, ...history };
    },
  );

  app.get(
    '/v1/articles/:id/revisions/:revision',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getArticleRevision',
        tags: ['articles'],
        summary: 'An article as it was in one revision',
        params: z.strictObject({ id: idField, revision: revisionField }),
        response: { 200: articleRevisionSchema, ...problemAnswers },
      },
    },
    async ({ params: { id, revision } }) => {
      const found = await findArticleRevision(db, id, revision);
      if (!found)
        throw new WiredeskError('not-found', `there is no revision ${revision} of an article ${id}`);
      return { ...found.article, changedAt: found.changedAt };
    },
  );
}

function listQuery(maxPageSize: number) {
  return z.strictObject({
    feed: idField.optional().describe('Seen in the feed with this id.'),
    outlet: textField.optional().describe('Seen in a feed of this outlet.'),
    section: textField.optional(),
    lang: languageField.optional().describe('BCP 47; `en` finds `en-GB` too.'),
    q: textField.optional().describe('Words of headline and body: `"a phrase"`, `or`, `-without`.'),
    since: timeField.optional().describe('First seen at or after this time.'),
    until: timeField.optional().describe('First seen before this time.'),
    after: idField.optional().describe('`next` of the page before.'),
    limit: limitField(maxPageSize),
    format: formatField,
  });
}
