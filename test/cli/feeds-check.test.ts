import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { feedDefinition } from '../support/articles.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { readNdjson, runInProcess } from './run-command.ts';

const rss = readFileSync(new URL('./fixtures/harbour.rss', import.meta.url));
const ferry = `<title>Ferry</title><article><h1>Ferry runs again</h1>${'<p>The crew of the ferry replaced the planks of its deck.</p>'.repeat(6)}</article>`;

function teasers(site: string): string {
  const items = ['/ferry', '/private/tram', '/gone'].map(
    (path) => `<item><guid>${path}</guid><title>Ferry runs again</title><link>${site}${path}</link>
<description>The ferry runs again after three weeks of hard repairs.</description></item>`,
  );
  return `<rss version="2.0"><channel><title>Courier</title>${items.join('')}</channel></rss>`;
}

let server: HttpServer;
let store: TestStore;
beforeAll(async () => {
  store = await openEmbeddedStore();
  server = await startHttpServer((request, response) => {
    if (request.url === '/moved') response.writeHead(301, { location: '/rss' }).end();
    else if (request.url === '/rss') response.end(rss);
    else if (request.url === '/teasers') response.end(teasers(server.url));
    else if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /private');
    else if (request.url === '/ferry') response.setHeader('content-type', 'text/html').end(ferry);
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
  const env = { WIREDESK_SCHEDULE_SPACING_MS: '0' };
  return runInProcess(['feeds', 'check', ...argv], { databaseUrl: store.databaseUrl, env });
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

describe('with --pages', () => {
  test('says what the pages of items would bring', async () => {
    const { code, stdout } = await check(`${server.url}/teasers`, '--pages', '3', '--json');
    expect(code).toBe(0);
    expect(readNdjson(stdout)).toMatchObject([
      {
        items: 3,
        pages: [
          {
            isTeaser: true,
            use: 'taken',
            feedWords: 10,
            words: expect.any(Number),
            url: `${server.url}/ferry`,
          },
          {
            isTeaser: true,
            use: 'robots',
            feedWords: 10,
            words: 10,
            message: expect.stringContaining('robots.txt'),
          },
          { isTeaser: true, use: 'http-status', feedWords: 10, words: 10 },
        ],
      },
    ]);
    expect(server.requests.filter(({ path }) => path === '/robots.txt')).toHaveLength(1);
  });

  test('prints a table of them for people', async () => {
    const { stdout } = await check(`${server.url}/teasers`, '--pages', '1');
    expect(stdout).toMatch(/^TEASER +PAGE +WORDS IN FEED +WORDS +URL +WHY\nyes +taken +10 +\d{2,}/m);
  });
});

test('prints a table for people', async () => {
  const { stdout } = await check('/rss', '/broken');
  const [headings, good, bad] = stdout.split('\n');
  expect(headings).toMatch(/^FEED +OK +FORMAT +ITEMS/);
  expect(good).toMatch(/^1 +yes +rss +2 /);
  expect(bad).toMatch(/^4 +NO .*500/);
});
