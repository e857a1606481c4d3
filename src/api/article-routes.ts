import { z } from 'zod';
import { writeArticle } from '../deliver/formats/write-article.ts';
import type { Article } from '../domain/article.ts';
import { WiredeskError } from '../domain/errors.ts';
import { queryOfTopic } from '../pipeline/query-of-topic.ts';
import { searchArticles } from '../pipeline/search-articles.ts';
import {
  type ArticleFilter,
  findArticleRecord,
  findArticleRevision,
  listArticles,
} from '../store/articles.ts';
import type { Pool } from '../store/db.ts';
import type { App } from './app.ts';
import { formatField, inFormats, negotiateFormat } from './article-formats.ts';
import { articlePageSchema, articleRecordSchema, articleRevisionSchema, pageOf } from './article-schema.ts';
import { problemAnswers } from './problem.ts';
import {
  idField,
  includeKilledField,
  languageField,
  limitField,
  revisionField,
  textField,
  timeField,
} from './query-fields.ts';
import { needTopic, queryField } from './topic-routes.ts';

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
        query: matching,
        topic,
        after = null,
        feed = null,
        outlet = null,
        section = null,
        since = null,
        until = null,
        include,
      } = query;
      const filter = {
        after,
        feedId: feed,
        outlet,
        section,
        language: lang ?? null,
        query: q ?? null,
        topicId: topic === undefined ? null : (await needTopic(db, topic)).id,
        since,
        until,
      };
      const found = await findPage(
        db,
        { source: matching, filter, withKilled: include === 'killed' },
        limit + 1,
      );
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
      if (format !== 'wiredesk') return writeArticle(article, format);
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

interface Wanted {
  /** Of a query, which finds no killed articles. */
  source: string | undefined;
  filter: Omit<ArticleFilter, 'matching'>;
  withKilled: boolean;
}

/** The newest articles that pass the filter and, where there is one, match the query. */
async function findPage(db: Pool, { source, filter, withKilled }: Wanted, limit: number): Promise<Article[]> {
  const wanted = { ...filter, matching: null };
  if (source === undefined) return listArticles(db, wanted, limit, withKilled);
  const found: Article[] = [];
  const query = queryOfTopic({ query: source, stemming: null });
  for await (const { article } of searchArticles(db, query, wanted, limit)) {
    found.push(article);
    if (found.length === limit) break;
  }
  return found;
}

function listQuery(maxPageSize: number) {
  return z.strictObject({
    feed: idField.optional().describe('Seen in the feed with this id.'),
    outlet: textField.optional().describe('Seen in a feed of this outlet.'),
    section: textField.optional(),
    lang: languageField.optional().describe('BCP 47; `en` finds `en-GB` too.'),
    q: textField.optional().describe('Words of headline and body: `"a phrase"`, `or`, `-without`.'),
    query: queryField.optional(),
    topic: textField.optional().describe('Matched by the topic with this id or name.'),
    since: timeField.optional().describe('First seen at or after this time.'),
    until: timeField.optional().describe('First seen before this time.'),
    after: idField.optional().describe('`next` of the page before.'),
    limit: limitField(maxPageSize),
    include: includeKilledField.describe('Adds articles that were killed.'),
    format: formatField,
  });
}
