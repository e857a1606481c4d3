import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderOpenapi } from '../../docs/render-openapi.ts';

interface Operation {
  operationId: string;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  security?: { apiKey: string[] }[];
}

const written = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
const document: { openapi: string; paths: Record<string, Record<string, Operation>> } = JSON.parse(written);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method} ${path}`, operation })),
);

describe('docs/openapi.json', () => {
  test('is what the routes say', async () => {
    expect(await renderOpenapi()).toBe(written);
  });

  test('is OpenAPI 3.1 and lists every route', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations.map(({ route }) => route).toSorted()).toEqual([
      'delete /v1/consumers/{name}',
      'delete /v1/feeds/{id}',
      'delete /v1/outputs/{id}',
      'delete /v1/subscriptions/{id}',
      'delete /v1/subscriptions/{id}/mutes/{story}',
      'delete /v1/topics/{id}',
      'get /feeds/{token}.{format}',
      'get /healthz',
      'get /metrics',
      'get /readyz',
      'get /v1/articles',
      'get /v1/articles/{id}',
      'get /v1/articles/{id}/diff',
      'get /v1/articles/{id}/revisions/{revision}',
      'get /v1/consumers',
      'get /v1/consumers/{name}',
      'get /v1/discover',
      'get /v1/events',
      'get /v1/export',
      'get /v1/feeds',
      'get /v1/feeds/{id}',
      'get /v1/feeds/{id}/fetches',
      'get /v1/outputs',
      'get /v1/outputs/{id}',
      'get /v1/stories',
      'get /v1/stories/{id}',
      'get /v1/stream',
      'get /v1/subscriptions',
      'get /v1/subscriptions/{id}',
      'get /v1/subscriptions/{id}/deliveries',
      'get /v1/subscriptions/{id}/deliveries/{delivery}',
      'get /v1/subscriptions/{id}/mutes',
      'get /v1/topics',
      'get /v1/topics/preview',
      'get /v1/topics/{id}',
      'patch /v1/feeds/{id}',
      'patch /v1/outputs/{id}',
      'patch /v1/subscriptions/{id}',
      'patch /v1/topics/{id}',
      'post /v1/articles/{id}/join',
      'post /v1/articles/{id}/kill',
      'post /v1/articles/{id}/restore',
      'post /v1/articles/{id}/split',
      'post /v1/consumers/{name}/leases',
      'post /v1/consumers/{name}/leases/{lease}/ack',
      'post /v1/consumers/{name}/leases/{lease}/release',
      'post /v1/feeds',
      'post /v1/feeds/{id}/fetch',
      'post /v1/feeds/{id}/test',
      'post /v1/outputs',
      'post /v1/outputs/{id}/token',
      'post /v1/subscriptions',
      'post /v1/subscriptions/{id}/ping',
      'post /v1/subscriptions/{id}/redeliver',
      'post /v1/subscriptions/{id}/secret',
      'post /v1/topics',
      'put /v1/consumers/{name}',
      'put /v1/subscriptions/{id}/mutes/{story}',
    ]);
  });

  test.each(operations)(
    'gives $route an answer with a schema, a problem and a scope',
    ({ route, operation }) => {
      const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      expect(good).toHaveLength(1);
      for (const [status, { content }] of good) expect(content !== undefined || status === '204').toBe(true);
      if (route === 'get /healthz') return;
      expect(operation.responses['default']?.content?.['application/problem+json']?.schema).toEqual({
        $ref: '#/components/schemas/Problem',
      });
      if (!route.includes('/v1/')) return;
      // Who makes the server fetch something, or sees addresses that open a door, does more than read.
      const consumes = route.includes('/v1/consumers');
      const operates = route === 'get /v1/discover' || /\/v1\/(?:subscriptions|outputs)/.test(route);
      const reads = consumes || (route.startsWith('get') && !operates);
      const needed = reads ? 'read' : 'operate';
      expect(operation.security).toEqual([{ apiKey: [needed] }]);
    },
  );

  test('refers to nothing that it does not hold', () => {
    const { components } = JSON.parse(written);
    for (const [, name] of written.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(components.schemas).toHaveProperty(name ?? '');
  });
});
