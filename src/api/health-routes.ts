import { z } from 'zod';
import type { App } from './app.ts';
import { makeProblem, problemAnswers, problemMediaType, problemSchema } from './problem.ts';
import { createReadinessCheck } from './readiness.ts';

export interface HealthRouteDeps {
  /** Each resolves when the part answers. */
  pings: { store: () => Promise<unknown>; queue: () => Promise<unknown> };
  metrics: { contentType: string; render: () => Promise<string> };
}

const pingTimeoutMs = 2000;
const readiness = { store: z.enum(['ok', 'unavailable']), queue: z.enum(['ok', 'unavailable']) };

/** What watches over the process: it lives, it is ready, its metrics. */
export function addHealthRoutes(app: App, { pings, metrics }: HealthRouteDeps): void {
  app.get(
    '/healthz',
    {
      config: { rateLimit: false },
      schema: {
        operationId: 'getHealth',
        tags: ['operation'],
        summary: 'Answers while the process lives',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    async () => ({ status: 'ok' as const }),
  );

  const checkStore = createReadinessCheck(pings.store, pingTimeoutMs);
  const checkQueue = createReadinessCheck(pings.queue, pingTimeoutMs);
  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'getReadiness',
        tags: ['operation'],
        summary: 'Whether store and queue answer; 503 when one does not',
        response: {
          200: z.object(readiness),
          503: {
            description: 'One of them does not answer.',
            content: { [problemMediaType]: { schema: z.object({ ...problemSchema.shape, ...readiness }) } },
          },
          ...problemAnswers,
        },
      },
    },
    async (_request, reply) => {
      const [store, queue] = await Promise.all([checkStore(), checkQueue()]);
      if (store === 'ok' && queue === 'ok') return { store, queue };
      const code = store === 'ok' ? 'queue-unavailable' : 'store-unavailable';
      const problem = makeProblem(code, `store: ${store}; queue: ${queue}`);
      return reply
        .code(503)
        .type(problemMediaType)
        .send({ ...problem, store, queue });
    },
  );

  app.get(
    '/metrics',
    {
      config: { scope: 'operate', isOpenToLoopback: true },
      schema: {
        operationId: 'getMetrics',
        tags: ['operation'],
        summary: 'Metrics in the format of Prometheus',
        description: 'This machine needs no key.',
        response: {
          200: { description: 'The metrics.', content: { 'text/plain': { schema: z.string() } } },
          ...problemAnswers,
        },
      },
    },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.render()),
  );
}
