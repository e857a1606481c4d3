import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { feedDefinition } from '../support/articles.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { readNdjson, runInProcess } from './run-command.ts';

const rss = readFileSync(new URL('./fixtures/harbour.rss', import.meta.url));
let server: HttpServer;
let store: TestStore;
beforeAll(async () => {
  store = await openEmbeddedStore();
  server = await startHttpServer((request, response) => {
    if (request.url === '/moved') response.writeHead(301, { location: '/rss' }).end();
    else if (request.url === '/rss') response.end(rss);
    else if (request.url === '/page')
      response.setHeader('content-type', 'text/html').end('<html><body>Hello</body></html>');
    else response.writeHead(500).end();
  });
  const paths = ['/rss', '/moved', '/page', '/broken'];
  const definitions = paths.map((path) =>
    feedDefinition({ key: path, url: server.url + path, headers: { 'x-token': 'a' } }),
  );
  await addFeeds(store.pool, definitions, new Date());
});
afterAll(async () => {
  await server.close();
  await store.close();
});

function check(...argv: string[]) {
  return runInProcess(['feeds', 'check', ...argv], { databaseUrl: store.databaseUrl });
}

test('says of every feed what comes out or what is wrong, in their order', async () => {
  const { code, stdout, stderr } = await check('--json');
  expect(readNdjson(stdout)).toMatchObject([
    {
      id: '1',
      ok: true,
      format: 'rss',
      items: 2,
      newest: '2030-01-01T08:00:00.000Z',
      movedTo: null,
      fault: null,
    },
    { id: '2', ok: true, items: 2, movedTo: `${server.url}/rss` },
    { id: '3', ok: false, items: 0, fault: expect.stringMatching(/./) },
    { id: '4', ok: false, items: 0, fault: expect.stringContaining('500') },
  ]);
  expect(code).toBe(2);
  expect(stderr).toBe('wiredesk: 2 of 4 feeds gave nothing to read\n');
});

test('sends the headers of the feed and stores nothing', async () => {
  const { code } = await check('/rss');
  expect(code).toBe(0);
  expect(server.requests.at(-1)?.headers['x-token']).toBe('a');
  const { rows } = await store.pool.query(
    'select (select count(*) from items) as items, (select count(*) from fetches) as fetches',
  );
  expect(rows).toEqual([{ items: '0', fetches: '0' }]);
});

test('tries an address that is not in the store', async () => {
  const { code, stdout } = await check(`${server.url}/rss?fresh`, '--json');
  expect(code).toBe(2);
  expect(readNdjson(stdout)).toMatchObject([{ id: null, url: `${server.url}/rss?fresh`, ok: false }]);
});

test('refuses a name that no feed has', async () => {
  expect(await check('/nowhere')).toMatchObject({ code: 2, stdout: '' });
});

test('prints a table for people', async () => {
  const { stdout } = await check('/rss', '/broken');
  const [headings, good, bad] = stdout.split('\n');
  expect(headings).toMatch(/^FEED +OK +FORMAT +ITEMS/);
  expect(good).toMatch(/^1 +yes +rss +2 /);
  expect(bad).toMatch(/^4 +NO .*500/);
});
