import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { listKeys, revokeKey } from '../../src/store/api-keys.ts';
import { stores, type TestStore } from '../support/store.ts';
import { call, newKey, openApi } from './api-under-test.ts';

const remote = { remoteAddress: '203.0.113.9' };

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`with keys in the store, the API on the ${name}`, () => {
    let store: TestStore;
    let app: App;
    let read: string;
    let operate: string;
    let admin: string;

    beforeAll(async () => {
      store = await open();
      app = await openApi(store.pool, { settings: { requireKey: true } });
      [read, operate, admin] = await Promise.all([
        newKey(store.pool, ['read'], 'reader'),
        newKey(store.pool, ['operate']),
        newKey(store.pool, ['admin']),
      ]);
    });
    afterAll(async () => {
      await app?.close();
      await store?.close();
    });

    const addFeed = (secret: string, url: string) =>
      call(app, { method: 'POST', url: '/v1/feeds', payload: { url } }, secret);

    test('wants one for every route under /v1', async () => {
      const paths = Object.entries(app.swagger().paths ?? {}).filter(([path]) => path.startsWith('/v1/'));
      expect(paths.length).toBeGreaterThan(5);
      for (const [path, operations] of paths) {
        for (const method of Object.keys(operations)) {
          const url = path.replaceAll(/\{\w+\}/g, '1');
          const answer = await call(app, { method: method.toUpperCase() as 'GET', url });
          expect([method, url, answer.status, answer.body.code]).toEqual([method, url, 401, 'unauthorized']);
          expect(answer.headers['www-authenticate']).toBe('Bearer realm="wiredesk"');
          expect(answer.headers['content-type']).toContain('application/problem+json');
        }
      }
    });

    test('wants none to say that it lives, or how it is used', async () => {
      for (const url of ['/healthz', '/readyz', '/docs/json'])
        expect((await app.inject(url)).statusCode).toBe(200);
    });

    test('lets each scope do what the smaller ones can', async () => {
      for (const secret of [read, operate, admin])
        expect((await call(app, '/v1/articles', secret)).status).toBe(200);
      expect((await addFeed(operate, 'https://a.example/rss')).status).toBe(201);
      expect((await addFeed(admin, 'https://b.example/rss')).status).toBe(201);
      const refused = await addFeed(read, 'https://c.example/rss');
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
      expect(refused.headers['www-authenticate']).toBe(
        'Bearer realm="wiredesk", error="insufficient_scope", scope="operate"',
      );
    });

    test('tells a caller without the scope nothing of what the body should be', async () => {
      const { status } = await call(app, {
        method: 'POST',
        url: '/v1/feeds',
        payload: '{',
        headers: { 'content-type': 'application/json' },
      });
      expect(status).toBe(401);
    });

    test.each(['wd_unknown', '', 'x'.repeat(5000), "' or true --"])('refuses the key %j', async (secret) => {
      const { status, body, headers } = await call(app, {
        url: '/v1/articles',
        headers: { authorization: `Bearer ${secret}` },
      });
      expect([status, body.code]).toEqual([401, 'unauthorized']);
      expect(headers['www-authenticate']).toMatch(/^Bearer realm="wiredesk"/);
    });

    test('refuses a key from the moment it is revoked', async () => {
      const secret = await newKey(store.pool, ['read'], 'short-lived');
      expect((await call(app, '/v1/articles', secret)).status).toBe(200);
      const key = (await listKeys(store.pool)).find((candidate) => candidate.name === 'short-lived');
      await revokeKey(store.pool, key?.id ?? '', new Date());
      const { status, headers } = await call(app, '/v1/articles', secret);
      expect(status).toBe(401);
      expect(headers['www-authenticate']).toContain('error="invalid_token"');
    });

    test('notes when a key was last used', async () => {
      await call(app, '/v1/articles', read);
      const key = (await listKeys(store.pool)).find((candidate) => candidate.name === 'reader');
      expect(key?.lastUsedAt).toBe('2026-03-02T12:00:00.000Z');
    });

    test('shows its metrics to this machine and to keys that operate', async () => {
      const status = async (options: object, secret?: string) => {
        const headers = { ...(secret && { authorization: `Bearer ${secret}` }) };
        return (await app.inject({ url: '/metrics', headers, ...options })).statusCode;
      };
      expect(await status({})).toBe(200);
      expect(await status(remote)).toBe(401);
      expect(await status(remote, read)).toBe(403);
      expect(await status(remote, operate)).toBe(200);
      expect(await status({ headers: { 'x-forwarded-for': '203.0.113.9' } })).toBe(401);
    });

    test('counts requests with wrong keys too', async () => {
      const limited = await openApi(store.pool, { settings: { requireKey: true, rateLimitPerMinute: 3 } });
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 5; attempt += 1)
        statuses.push((await call(limited, '/v1/articles', 'wd_wrong')).status);
      const { body, headers } = await call(limited, '/v1/nothing');
      expect(statuses).toEqual([401, 401, 401, 429, 429]);
      expect([body.code, body.status]).toEqual(['rate-limited', 429]);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect((await limited.inject('/healthz')).statusCode).toBe(200);
      await limited.close();
    });
  });

  describe.skipIf(!isAvailable)(`without keys, the API on the ${name}`, () => {
    let store: TestStore;
    let app: App;

    beforeAll(async () => {
      store = await open();
      app = await openApi(store.pool);
    });
    afterAll(async () => {
      await app?.close();
      await store?.close();
    });

    test('answers this machine over a real connection', async () => {
      await app.listen({ host: '127.0.0.1', port: 0 });
      const { port } = app.server.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}/v1/articles`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('application/json');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await answer.json()).toEqual({ articles: [], next: null });
      const page = await fetch(`http://127.0.0.1:${port}/docs/`);
      expect(await page.text()).toContain('swagger-ui');
    });

    test.each(['localhost:8080', '127.0.0.1', '[::1]:9'])('answers to the name %s', async (host) => {
      expect((await call(app, { url: '/v1/articles', headers: { host } })).status).toBe(200);
    });

    test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:8080'])(
      'does not answer to the name %s',
      async (host) => {
        const { status, body } = await call(app, { url: '/v1/articles', headers: { host } });
        expect([status, body.code]).toEqual([403, 'forbidden']);
      },
    );

    test('answers no page of another site', async () => {
      const ask = (origin: string) =>
        call(app, { url: '/v1/articles', headers: { host: 'localhost:8080', origin } });
      expect((await ask('https://evil.example')).status).toBe(403);
      expect((await ask('null')).status).toBe(403);
      expect((await ask('http://localhost:8080')).status).toBe(200);
    });

    test('takes no body that a page could send without asking', async () => {
      const payload = '{"url":"https://planted.example/rss"}';
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
        const { status, body } = await call(app, {
          method: 'POST',
          url: '/v1/feeds',
          headers: { 'content-type': type },
          payload,
        });
        expect([status, body.code]).toEqual([415, 'unsupported-media-type']);
      }
    });
  });
}
