import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { problemSchema } from '../../src/api/problem.ts';
import { openPool } from '../../src/store/db.ts';
import { insertTestArticle } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';
import { call, openApi } from './api-under-test.ts';

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`problems on the ${name}`, () => {
    let store: TestStore;
    let app: App;

    beforeAll(async () => {
      store = await open();
      app = await openApi(store.pool);
      await insertTestArticle(store.pool);
    });
    afterAll(async () => {
      await app?.close();
      await store?.close();
    });

    test.each([
      ['/v1/articles?limit=0', 'query', 'limit', 'limit is "0"; use a whole number from 1 to 50'],
      ['/v1/articles?limit=51', 'query', 'limit', 'limit is "51"; use a whole number from 1 to 50'],
      ['/v1/articles?limit=many', 'query', 'limit', 'limit is "many"; use a whole number from 1 to 50'],
      ['/v1/articles?limit=1.5', 'query', 'limit', 'limit is "1.5"; use a whole number from 1 to 50'],
      ['/v1/articles?limit=', 'query', 'limit', 'limit is ""; use a whole number from 1 to 50'],
      ['/v1/articles?limit=1&limit=2', 'query', 'limit', 'limit is a list; use a whole number from 1 to 50'],
      [
        '/v1/articles?after=abc',
        'query',
        'after',
        'after is "abc"; use a whole number from 0 to 9223372036854775807',
      ],
      [
        '/v1/events?after=-1',
        'query',
        'after',
        'after is "-1"; use a whole number from 0 to 9223372036854775807',
      ],
      [
        '/v1/events?after=9223372036854775808',
        'query',
        'after',
        'after is "9223372036854775808"; use a whole number from 0 to 9223372036854775807',
      ],
      [
        '/v1/events?types=created,born',
        'query',
        'types',
        'types is "created,born"; use created, updated, killed, story, or several with commas between them',
      ],
      ['/v1/events?include=all', 'query', 'include', 'include is "all"; use article'],
      [
        '/v1/articles?q=a%00b',
        'query',
        'q',
        'q is "a\\u0000b"; use a text without NUL characters and halves of surrogate pairs',
      ],
      [
        '/v1/articles?since=yesterday',
        'query',
        'since',
        'since is "yesterday"; use an ISO 8601 time with its offset, e.g. 2026-03-01T08:00:00Z',
      ],
      [
        '/v1/articles?since=2026-02-30T00:00:00Z',
        'query',
        'since',
        'since is "2026-02-30T00:00:00Z"; use an ISO 8601 time with its offset, e.g. 2026-03-01T08:00:00Z',
      ],
      [
        '/v1/articles?lang=english-language-of-england',
        'query',
        'lang',
        'lang is "english-language-of-england"; use a BCP 47 tag, e.g. en or pt-BR',
      ],
      ['/v1/articles?lanng=en', 'query', 'lanng', 'lanng is not known; the nearest known key is lang'],
      ['/v1/articles/one', 'path', 'id', 'id is "one"; use a whole number from 0 to 9223372036854775807'],
      [
        '/v1/articles/1/revisions/0',
        'path',
        'revision',
        'revision is "0"; use a whole number from 1 to 2147483647',
      ],
    ])('name the parameter, its value and what to use: %s', async (url, where, place, message) => {
      const { status, headers, body } = await call(app, url);
      expect(status).toBe(400);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(problemSchema.parse(body)).toEqual({
        type: 'urn:wiredesk:problem:invalid-input',
        title: 'Bad Request',
        status: 400,
        detail: message,
        code: 'invalid-input',
        errors: [{ in: where, place, message }],
      });
    });

    test.each([
      ['GET', '/'],
      ['GET', '/v1'],
      ['GET', '/v2/articles'],
      ['DELETE', '/v1/articles'],
      ['GET', '/v1/articles/1/2/3'],
      ['GET', `/${'a'.repeat(5000)}`],
    ] as const)('answer a route that is none: %s %.40s', async (method, url) => {
      const { status, headers, body } = await call(app, { method, url });
      expect([status, body.code]).toEqual([404, 'not-found']);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(problemSchema.parse(body).detail.length).toBeLessThan(300);
    });

    test.each([
      ['{"url":', 400, 'invalid-input'],
      ['', 400, 'invalid-input'],
      ['{"__proto__":{"a":1},"url":"https://a.example"}', 400, 'invalid-input'],
      [`{"url":"${'x'.repeat(300_000)}"}`, 413, 'body-too-large'],
    ])('answer a body that is none without repeating it: %.20s', async (payload, expected, code) => {
      const headers = { 'content-type': 'application/json' };
      const { status, body } = await call(app, { method: 'POST', url: '/v1/feeds', headers, payload });
      expect([status, problemSchema.parse(body).code]).toEqual([expected, code]);
      expect(body.detail.length).toBeLessThan(200);
    });

    test.each([
      ['/v1/articles/%zz', 400, 'invalid-input'],
      [`/v1/articles/${'1'.repeat(5000)}`, 414, 'path-too-long'],
    ])('answer an address that cannot be read: %.20s', async (url, expected, code) => {
      const { status, headers, body } = await call(app, url);
      expect([status, problemSchema.parse(body).code]).toEqual([expected, code]);
      expect(headers['content-type']).toContain('application/problem+json');
    });

    test('are all that any query leads to, never a fault of ours', async () => {
      const names = [
        'after',
        'limit',
        'feed',
        'outlet',
        'section',
        'lang',
        'q',
        'since',
        'until',
        'types',
        'include',
        'constructor',
        '__proto__',
      ];
      const value = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.bigInt().map(String),
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        fc.constantFrom(
          '0',
          '1',
          '\0',
          '\ud800',
          '%00',
          "'",
          '"',
          '((',
          '!',
          '&|',
          'en',
          '9'.repeat(19),
          '0000-01-01T00:00:00Z',
          '9999-12-31T23:59:59.999Z',
          '-',
          '""',
        ),
      );
      const query = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 });
      const path = fc.constantFrom(
        '/v1/articles',
        '/v1/events',
        '/v1/feeds',
        '/v1/articles/1',
        '/v1/feeds/1/fetches',
      );
      await fc.assert(
        fc.asyncProperty(path, query, async (route, pairs) => {
          const search = pairs
            .map(([key, text]) => `${key}=${encodeURIComponent(text.toWellFormed())}`)
            .join('&');
          const { status, body } = await call(app, `${route}?${search}`);
          expect([200, 400, 404]).toContain(status);
          if (status !== 200) problemSchema.parse(body);
        }),
        { numRuns: 300 },
      );
    });

    test('are all that any path leads to', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
          const { status, body } = await call(app, `/v1/articles/${encodeURIComponent(text.toWellFormed())}`);
          expect([200, 400, 404]).toContain(status);
          if (status >= 400) problemSchema.parse(body);
        }),
        { numRuns: 100 },
      );
    });

    test('are all that any body leads to', async () => {
      const field = fc.constantFrom(
        'url',
        'key',
        'every',
        'cron',
        'timezone',
        'headers',
        'rules',
        'paused',
        'language',
        'outlet',
      );
      const body = fc.oneof(
        fc.jsonValue(),
        fc.dictionary(field, fc.oneof(fc.jsonValue(), fc.constantFrom('15m', 'https://a.example/rss', 'en'))),
      );
      await fc.assert(
        fc.asyncProperty(
          body,
          fc.constantFrom('POST /v1/feeds', 'PATCH /v1/feeds/1'),
          async (value, route) => {
            const [method, url = ''] = route.split(' ');
            const headers = { 'content-type': 'application/json' };
            const answer = await call(app, {
              method: method as 'POST',
              url,
              headers,
              payload: JSON.stringify(value),
            });
            expect([200, 201, 400, 409]).toContain(answer.status);
            if (answer.status >= 400) problemSchema.parse(answer.body);
          },
        ),
        { numRuns: 200 },
      );
    });
  });
}

describe('a fault of the server', () => {
  const ask = async (pool: Parameters<typeof openApi>[0], metrics?: Parameters<typeof openApi>[1]) => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line: string) => lines.push(line) });
    const app = await openApi(pool, { ...metrics, logger });
    const answer = await call(app, metrics ? '/metrics' : '/v1/articles');
    await app.close();
    return { ...answer, lines };
  };

  test('is logged and tells the caller nothing of itself', async () => {
    const pool = openPool('postgresql://nobody@127.0.0.1:1/nothing', 1, () => undefined);
    const metrics = {
      contentType: 'text/plain',
      render: () => Promise.reject(new Error('secret of the inside')),
    };
    const { status, body, lines } = await ask(pool, { metrics });
    expect([status, problemSchema.parse(body).code]).toEqual([500, 'internal']);
    expect(JSON.stringify(body)).not.toMatch(/secret|stack|\.ts/);
    expect(lines.join('')).toContain('secret of the inside');
    await pool.end();
  });

  test('is told apart from a store that does not answer', async () => {
    const pool = openPool('postgresql://nobody@127.0.0.1:1/nothing', 1, () => undefined);
    const { status, body, lines } = await ask(pool);
    expect([status, body.code]).toEqual([503, 'store-unavailable']);
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
    expect(lines.join('')).toContain('ECONNREFUSED');
    await pool.end();
  });
});
