import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { call, openApi } from './api-under-test.ts';

const rss = '<rss version="2.0"><channel><title>Harbour</title><item><title>A</title></item></channel></rss>';
const page = (...paths: string[]) =>
  `<html><head>${paths.map((path) => `<link rel="alternate" type="application/rss+xml" title="${path}" href="${path}">`).join('')}</head></html>`;
const pages: Record<string, string> = {
  '/rss': rss,
  '/one': page('/rss'),
  '/two': page('/rss', '/world'),
};

let store: TestStore;
let server: HttpServer;
let app: App;
beforeAll(async () => {
  store = await openEmbeddedStore();
  app = await openApi(store.pool);
  server = await startHttpServer(({ url = '' }, response) => {
    const body = pages[url];
    if (url === '/none') response.end('<html><body>Hello</body></html>');
    else if (body === undefined) response.writeHead(404).end();
    else response.end(body);
  });
});
afterAll(async () => {
  await app?.close();
  await server?.close();
  await store?.close();
});

const discover = (path: string) => call(app, `/v1/discover?url=${encodeURIComponent(server.url + path)}`);
const add = (path: string, body: object = {}) =>
  call(app, { method: 'POST', url: '/v1/feeds?discover=true', payload: { url: server.url + path, ...body } });

test('the feeds of a site are listed, and nothing is stored', async () => {
  const found = (path: string, title = path, type: string | null = 'application/rss+xml') => ({
    url: server.url + path,
    title,
    type,
  });
  expect((await discover('/two')).body).toEqual({ feeds: [found('/rss'), found('/world')] });
  expect((await discover('/rss')).body).toEqual({ feeds: [found('/rss', 'Harbour', null)] });
  expect((await call(app, '/v1/feeds')).body.feeds).toEqual([]);
});

test('a site without feeds, an address that fails, and what is no address are told apart', async () => {
  pages['/rss'] = '';
  expect(await discover('/none')).toMatchObject({ status: 502, body: { code: 'unreadable-feed' } });
  pages['/rss'] = rss;
  expect(await discover('/missing')).toMatchObject({ status: 502, body: { code: 'fetch-failed' } });
  const inside = await call(app, '/v1/discover?url=http://10.0.0.1/');
  expect(inside).toMatchObject({
    status: 502,
    body: { detail: expect.stringContaining('not a public address') },
  });
  expect((await call(app, '/v1/discover?url=courier.example')).status).toBe(400);
});

test('the one feed of a site is added where that is asked for', async () => {
  const { status, body } = await add('/one', { outlet: 'Harbour' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ url: `${server.url}/rss`, key: `${server.url}/rss`, outlet: 'Harbour' });
  const plain = await call(app, { method: 'POST', url: '/v1/feeds', payload: { url: `${server.url}/two` } });
  expect(plain.body.url).toBe(`${server.url}/two`);
});

test('several feeds are a problem that lists them', async () => {
  expect(await add('/two')).toMatchObject({
    status: 409,
    body: { code: 'several-feeds', feeds: [{ url: `${server.url}/rss` }, { url: `${server.url}/world` }] },
  });
});

test('headers are sent to no address that a page names', async () => {
  const { status, body } = await add('/one', { headers: { authorization: 'secret' } });
  expect({ status, detail: body.detail }).toEqual({
    status: 409,
    detail: expect.stringContaining(`the feed is ${server.url}/rss`),
  });
});
