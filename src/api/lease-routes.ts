import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import { acknowledge, type Leased, leaseEvents, release } from '../pipeline/consume-log.ts';
import { bringArticles, type LogSignals } from '../pipeline/read-log.ts';
import type { Pool } from '../store/db.ts';
import type { App } from './app.ts';
import { consumerNameField, noConsumer } from './consumer-routes.ts';
import { eventsField, writeEvents } from './event-schema.ts';
import { articleFields } from './field-selection.ts';
import { waitField } from './log-fields.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField, wholeNumber } from './query-fields.ts';
import { untilLeft } from './until-left.ts';

export interface LeaseRouteDeps {
  pool: Pool;
  signals: LogSignals;
  now: () => Date;
  maxPageSize: number;
}

const longestLeaseSeconds = 3600;
const defaultLeaseSeconds = 60;
/** While the next events are of articles in other hands, nothing tells when they are let go. */
const handsPollMs = 500;

const leaseBody = (maxPageSize: number) =>
  z.strictObject({
    limit: limitField(maxPageSize),
    seconds: wholeNumber(1, longestLeaseSeconds)
      .default(defaultLeaseSeconds)
      .describe('How long the worker may take before the events are given to another.'),
    wait: waitField,
    include: z.literal('article', 'use article').optional().describe('Adds each article as it is now.'),
    fields: z
      .array(z.enum(articleFields))
      .max(articleFields.length)
      .optional()
      .describe('Adds these fields of each article, and its `id`.'),
  });

const leaseAnswer = z
  .object({
    lease: z
      .object({
        id: z.string().describe('To acknowledge it by.'),
        after: z.string(),
        until: z.string(),
        attempt: z.int().describe('2 and more: given out before, and not acknowledged in time.'),
        expiresAt: z.string(),
      })
      .nullable()
      .describe('null: there is nothing to do.'),
    events: eventsField,
  })
  .meta({ id: 'LeasedEvents' });

const params = z.strictObject({ name: consumerNameField });
const leaseParams = params.extend({ lease: idField });
const shared = { config: { scope: 'read' } } as const;
const noContent = { 204: z.undefined().describe('Done.'), ...problemAnswers };

/** Events for the workers of a consumer, each in one pair of hands until it is done. */
export function addLeaseRoutes(app: App, { pool, signals, now, maxPageSize }: LeaseRouteDeps): void {
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());

  app.post(
    '/v1/consumers/:name/leases',
    {
      ...shared,
      schema: {
        operationId: 'leaseEvents',
        tags: ['events'],
        summary: 'Gives a worker the next events that no other has in hand',
        description:
          'What is not acknowledged in time is given out again. Events of one article are never in two hands at once, so ' +
          "each article's come in the order of the log.",
        params,
        body: leaseBody(maxPageSize),
        response: { 200: leaseAnswer, ...problemAnswers },
      },
    },
    async ({ params: { name }, body: { wait, include, fields, ...terms } }, reply) => {
      const left = AbortSignal.any([closing.signal, untilLeft(reply)]);
      const deadline = performance.now() + wait * 1000;
      for (;;) {
        const leased = await leaseEvents(pool, name, terms, now());
        if (leased.kind === 'unknown-consumer') throw noConsumer(name);
        if (leased.kind === 'leased') {
          const { lease, events } = leased;
          const withArticles = include !== undefined || fields !== undefined;
          const brought = withArticles ? await bringArticles(pool, events) : events;
          return { lease, events: writeEvents(brought, fields) };
        }
        const leftMs = deadline - performance.now();
        if (leftMs <= 0 || left.aborted) return { lease: null, events: [] };
        await untilMore(leased, signals, leftMs, left);
      }
    },
  );

  app.post(
    '/v1/consumers/:name/leases/:lease/ack',
    {
      ...shared,
      schema: {
        operationId: 'acknowledgeLease',
        tags: ['events'],
        summary: 'Says that the events of a lease are done',
        description: '409 when the lease expired and its events were given out again, or are done already.',
        params: leaseParams,
        response: noContent,
      },
    },
    async ({ params: { name, lease } }, reply) => {
      if (!(await acknowledge(pool, name, lease, now()))) throw lostLease(name, lease);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/consumers/:name/leases/:lease/release',
    {
      ...shared,
      schema: {
        operationId: 'releaseLease',
        tags: ['events'],
        summary: 'Gives the events of a lease back, for another worker to have them at once',
        params: leaseParams,
        response: noContent,
      },
    },
    async ({ params: { name, lease } }, reply) => {
      if (!(await release(pool, name, lease, now()))) throw lostLease(name, lease);
      return reply.code(204).send();
    },
  );
}

async function untilMore(
  leased: Exclude<Leased, { kind: 'leased' | 'unknown-consumer' }>,
  { grown, matched }: LogSignals,
  waitMs: number,
  left: AbortSignal,
): Promise<void> {
  if (leased.kind === 'nothing')
    await (leased.topicId === null ? grown : matched).beyond(leased.next, waitMs, left);
  else await delay(Math.min(waitMs, handsPollMs), undefined, { signal: left }).catch(() => undefined);
}

function lostLease(name: string, lease: string): WiredeskError {
  const message = `${name} has no lease ${lease} in hand: it is done, or expired and its events were given out again`;
  return new WiredeskError('conflict', message);
}
