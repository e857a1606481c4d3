import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { outputMediaTypes, writeOutput } from '../deliver/output/write-output.ts';
import { WiredeskError } from '../domain/errors.ts';
import { outputFormats } from '../domain/output.ts';
import { readOutput } from '../pipeline/read-output.ts';
import type { Db } from '../store/db.ts';
import type { App } from './app.ts';
import { problemAnswers } from './problem.ts';
import { wholeNumber } from './query-fields.ts';

/** Where the feeds that are given out are found. */
export interface OutputFeedSettings {
  /** The public address of the API; null: whatever its readers call it. */
  publicUrl: string | null;
  /** Of WebSub; null: there is none. */
  hubUrl: string | null;
}

const largestArchive = 1_000_000_000;
/** Dates are in seconds: before this much has passed, more may happen under the same one. */
const settledMs = 2000;
const feedBody = { schema: z.string() };
const feedAnswer = {
  description: 'The feed.',
  content: Object.fromEntries(outputFormats.map((format) => [outputMediaTypes[format], feedBody])),
};

/** The feeds that are given out, to whoever knows their address. */
export function addOutputFeedRoutes(
  app: App,
  db: Db,
  now: () => Date,
  { publicUrl, hubUrl }: OutputFeedSettings,
): void {
  app.get(
    '/feeds/:token.:format',
    {
      config: { isPublic: true },
      schema: {
        operationId: 'readOutput',
        tags: ['outputs'],
        summary: 'An output as Atom 1.0, RSS 2.0 or JSON Feed 1.1',
        description:
          'Whoever knows the address can read it. `prev-archive` leads to what was told before (RFC 5005 §4); in Atom the ' +
          'killed are deleted entries (RFC 6721).',
        params: z.object({ token: z.string().max(100), format: z.string().max(10) }),
        querystring: z.object({
          archive: wholeNumber(1, largestArchive)
            .optional()
            .describe('A page of what was told before, 1 being the oldest; without it, the newest entries.'),
        }),
        response: { 200: feedAnswer, 304: z.undefined().describe('Nothing has changed.'), ...problemAnswers },
      },
    },
    async (request, reply) => {
      const { token, format: written } = request.params;
      const format = outputFormats.find((one) => one === written);
      const asked = format && { token, format, archive: request.query.archive ?? null };
      const place = { baseUrl: publicUrl ?? `${request.protocol}://${request.host}`, hubUrl };
      const read = asked ? await readOutput(db, asked, place) : null;
      if (!asked || !read) throw new WiredeskError('not-found', 'no feed has this address');

      const body = writeOutput(read.document, asked.format);
      const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
      reply
        .header('etag', etag)
        .header('cache-control', 'private, no-cache')
        .header('x-robots-tag', 'noindex');
      if (now().getTime() - read.changedAt.getTime() > settledMs)
        reply.header('last-modified', read.changedAt.toUTCString());
      if (isKnown(request, etag, read.changedAt)) return reply.code(304).send();
      return reply.type(`${outputMediaTypes[asked.format]}; charset=utf-8`).send(body);
    },
  );
}

/** Whether the reader has this already (RFC 9110 §13.1.2, §13.1.3: its entity tags go before its date). */
function isKnown({ headers }: FastifyRequest, etag: string, changedAt: Date): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined)
    return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}
