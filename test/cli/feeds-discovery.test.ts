import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { readNdjson, runInProcess } from './run-command.ts';

const rss = '<rss version="2.0"><channel><title>Harbour</title><item><title>A</title></item></channel></rss>';
const pageOf = (head: string) => `<!doctype html><html><head><title>T</title>${head}</head><body/></html>`;
const link = (href: string, title: string) =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;

let store: TestStore;
let server: HttpServer;
let pages: Record<string, string> = {};
beforeAll(async () => {
  store = await openEmbeddedStore();
  server = await startHttpServer((request, response) => {
    const body = pages[request.url ?? ''];
    if (body === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', body.startsWith('<rss') ? 'text/xml' : 'text/html').end(body);
  });
});
beforeEach(() => {
  server.requests.length = 0;
  pages = { '/rss': rss, '/world': rss, '/one': pageOf(link('/rss', 'All')), '/bare': pageOf('') };
  pages['/two'] = pageOf(link('/rss', 'All') + link('world', 'World'));
});
afterEach(() => store.pool.query('truncate feeds restart identity cascade'));
afterAll(async () => {
  await server.close();
  await store.close();
});

const run = (...argv: string[]) => runInProcess(['feeds', ...argv], { databaseUrl: store.databaseUrl });
const added = async () => readNdjson((await run('list', '--json')).stdout).map(({ url }) => url);
const asked = () => server.requests.map(({ path }) => path);

test('the address of a feed is added as it is written', async () => {
  expect(await run('add', `${server.url}/rss?a`)).toMatchObject({ code: 0 });
  pages['/rss?b'] = rss;
  expect(await run('add', `${server.url}/rss?b`)).toMatchObject({ code: 0, stderr: '' });
  expect(await added()).toEqual([`${server.url}/rss?a`, `${server.url}/rss?b`]);
});

test('the one feed that a page names is added', async () => {
  const { code, stdout } = await run('add', `${server.url}/one`, '--outlet', 'Harbour', '--key', 'harbour');
  expect({ code, stdout }).toEqual({ code: 0, stdout: `added feed 1: ${server.url}/rss\n` });
  expect(asked()).toEqual(['/one']);
});

test('of several feeds that a page names somebody has to choose', async () => {
  const { code, stdout, stderr } = await run('add', `${server.url}/two`);
  expect(code).toBe(2);
  expect(stderr).toBe(`wiredesk: ${server.url}/two has 2 feeds; use --pick NUMBER or --all\n`);
  expect(stdout.split('\n').slice(1, 3)).toEqual([
    expect.stringMatching(/^1 +All +application\/rss\+xml +http:.*\/rss$/),
    expect.stringMatching(/^2 +World +application\/rss\+xml +http:.*\/world$/),
  ]);
  const forPrograms = await run('add', `${server.url}/two`, '--json');
  expect(readNdjson(forPrograms.stdout)).toMatchObject([{ title: 'All' }, { url: `${server.url}/world` }]);
  expect(await added()).toEqual([]);
});

test('one of them is added by its number, or all', async () => {
  expect((await run('add', `${server.url}/two`, '--pick', '2')).code).toBe(0);
  expect(await added()).toEqual([`${server.url}/world`]);
  const rest = await run('add', `${server.url}/two`, '--all');
  expect(rest.stdout).toBe(`added feed 2: ${server.url}/rss\n`);
  expect(rest).toMatchObject({ code: 2, stderr: expect.stringContaining('/world') });
});

test.each([
  [['--pick', '3'], 'none has the number 3'],
  [['--all', '--key', 'a'], '--key is for one of them'],
  [['--pick', '1', '--header', 'authorization: secret'], '--header is for the address of a feed'],
])('a choice that makes no sense is refused: %j', async (options, message) => {
  const { code, stderr } = await run('add', `${server.url}/two`, ...options);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  expect(await added()).toEqual([]);
});

test('where a page names none, the usual addresses are tried in turn until one is a feed', async () => {
  pages['/blog/'] = pageOf('');
  pages['/blog/atom.xml'] = rss;
  expect((await run('add', `${server.url}/blog/`)).stdout).toBe(
    `added feed 1: ${server.url}/blog/atom.xml\n`,
  );
  expect(asked()).toEqual(['/blog/', '/blog/feed', '/blog/rss', '/blog/rss.xml', '/blog/atom.xml']);
});

test('a site without any feed is said to be one, and can be added as it is', async () => {
  delete pages['/rss'];
  const refused = await run('add', `${server.url}/bare`);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('names no feed');
  expect(asked()).toHaveLength(15);
  expect((await run('add', `${server.url}/bare`, '--as-is')).code).toBe(0);
  expect(asked()).toHaveLength(15);
});

test('an address that cannot be reached now is added, and that is said', async () => {
  const { code, stderr } = await run('add', `${server.url}/later`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('without having seen it') });
});

test('the feeds of a site are checked in the place of its page', async () => {
  pages['/world'] = '<rss version="2.0"><channel><title>Empty</title></channel></rss>';
  pages['/two'] += link('/broken', 'Broken');
  const { code, stdout } = await run('check', `${server.url}/two`, `${server.url}/bare`, '--json');
  const page = `${server.url}/two`;
  expect(readNdjson(stdout)).toMatchObject([
    { url: `${server.url}/rss`, foundOn: page, ok: true, items: 1 },
    { url: `${server.url}/world`, foundOn: page, ok: true, items: 0 },
    { url: `${server.url}/broken`, foundOn: page, ok: false },
    { url: `${server.url}/rss`, foundOn: `${server.url}/bare`, ok: true },
  ]);
  expect(code).toBe(2);
  expect((await run('check', page)).stdout).toContain(`found on ${page}`);
});
