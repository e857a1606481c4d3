import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import { readArticles } from '../pipeline/read-articles.ts';
import { findArticleRecord, findArticleRevision } from '../store/articles.ts';
import type { Pool } from '../store/db.ts';
import type { App } from './app.ts';
import { articleFilterFields, articleFilterOf } from './article-filter.ts';
import { formatField, inFormats, negotiateFormat } from './article-formats.ts';
import { articlePageSchema, articleRecordSchema, articleRevisionSchema, pageOf } from './article-schema.ts';
import { fieldsField, refuseFieldsOf, selectedArticleSchema, writeSelected } from './field-selection.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField, revisionField } from './query-fields.ts';

const articlePageAnswer = z.union([articlePageSchema, pageOf(selectedArticleSchema)]);

/** Articles: the newest, one with its history, one as it was. */
export function addArticleRoutes(app: App, db: Pool, maxPageSize: number): void {
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
        response: { 200: inFormats(articlePageAnswer, pageOf), ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { limit, format, fields, include, query: source = null } = query;
      const chosen = negotiateFormat(request, reply, format);
      refuseFieldsOf(chosen, fields);
      const wanted = { filter: await articleFilterOf(db, query), source, withKilled: include === 'killed' };
      const { value: found } = await readArticles(db, wanted, limit + 1).next();
      const articles = (found ?? []).slice(0, limit);
      const written = articles.map((article) => writeSelected(article, chosen, fields));
      return { articles: written, next: (found?.length ?? 0) > limit ? (articles.at(-1)?.id ?? null) : null };
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
        querystring: z.strictObject({ fields: fieldsField, format: formatField }),
        response: {
          200: inFormats(z.union([articleRecordSchema, selectedArticleSchema])),
          ...problemAnswers,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const record = await findArticleRecord(db, id);
      if (!record) throw new WiredeskError('not-found', `there is no article ${id}`);
      const { article, ...history } = record;
      const format = negotiateFormat(request, reply, request.query.format);
      const { fields } = request.query;
      refuseFieldsOf(format, fields);
      if (format !== 'wiredesk' || fields) return writeSelected(article, format, fields);
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
    ...articleFilterFields,
    limit: limitField(maxPageSize),
    fields: fieldsField,
    format: formatField,
  });
}
