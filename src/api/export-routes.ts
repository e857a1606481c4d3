import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Article } from '../domain/article.ts';
import { queryOfTopic } from '../pipeline/query-of-topic.ts';
import { readArticles } from '../pipeline/read-articles.ts';
import type { Pool } from '../store/db.ts';
import type { AccessWatch } from './access-watch.ts';
import type { App } from './app.ts';
import { articleFilterFields, articleFilterOf } from './article-filter.ts';
import { formatField } from './article-formats.ts';
import { fieldsField, refuseFieldsOf, writeSelected } from './field-selection.ts';
import { problemAnswers } from './problem.ts';
import { untilLeft } from './until-left.ts';

const pageSize = 200;
/** Who takes nothing for so long is given up. */
const stalledMs = 60_000;
const ndjsonType = 'application/x-ndjson';

/** All articles at once. */
export function addExportRoutes(app: App, pool: Pool, accessWatch: AccessWatch): void {
  app.get(
    '/v1/export',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'exportArticles',
        tags: ['articles'],
        summary: 'All articles that pass the filters, newest first, one JSON object a line',
        description:
          'Any number of them, at the pace of the reader. An answer that breaks off goes on with `after` and the id of the ' +
          'last whole line.',
        querystring: z.strictObject({ ...articleFilterFields, fields: fieldsField, format: formatField }),
        response: {
          200: {
            description: 'Articles, one a line.',
            content: { [ndjsonType]: { schema: z.custom<Readable>().meta({ type: 'string' }) } },
          },
          ...problemAnswers,
        },
      },
    },
    async ({ query, apiKey }, reply) => {
      const { format = 'wiredesk', fields, include, query: source = null } = query;
      refuseFieldsOf(format, fields);
      if (source !== null) queryOfTopic({ query: source, stemming: null });
      const wanted = { filter: await articleFilterOf(pool, query), source, withKilled: include === 'killed' };
      const write = (article: Article) => JSON.stringify(writeSelected(article, format, fields));
      const cutOff = () => reply.raw.destroy();
      reply.raw.socket?.setTimeout(stalledMs, cutOff);
      accessWatch.untilRefused(apiKey, untilLeft(reply)).addEventListener('abort', cutOff, { once: true });
      const pages = lines(readArticles(pool, wanted, pageSize), write);
      return reply.type(ndjsonType).send(Readable.from(pages, { highWaterMark: 1 }));
    },
  );
}

/** One page is in memory beside the one that is being written. */
async function* lines(
  pages: AsyncGenerator<Article[]>,
  write: (article: Article) => string,
): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((article) => `${write(article)}\n`).join('');
}
