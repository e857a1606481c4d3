import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { newKey, openApi } from '../api/api-under-test.ts';
import { startProgram } from '../cli/run-command.ts';
import { insertTestArticle } from '../support/articles.ts';
import { startHttpServer } from '../support/http-server.ts';
import { freePort } from '../support/services.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { environmentOf, openSession } from './session.ts';

const hello = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
let store: TestStore;
let article: string;

beforeAll(async () => {
  store = await openEmbeddedStore();
  article = await insertTestArticle(store.pool);
});
afterAll(() => store?.close());

describe('the process', () => {
  const start = (argv: string[] = [], env = environmentOf(store)) => startProgram(['mcp', ...argv], { env });

  test('ends with 0 when its client goes away, having written nothing but the protocol to stdout', async () => {
    const child = start([], { ...environmentOf(store), WIREDESK_LOG_LEVEL: 'debug' });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const errors = text(child.stderr);
    child.stdin.write(`${JSON.stringify(hello)}\nthis is no message\n`);
    const { value: answer } = await lines.next();
    expect(JSON.parse(answer ?? '')).toMatchObject({ id: 1, result: { protocolVersion: '2025-06-18' } });
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await lines.next()).toMatchObject({ done: true });
    expect(await errors).toContain('MCP: ready');
  });

  test('ends when its client goes away before it has said anything', async () => {
    const child = start();
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('ends when its client goes away while a tool is at work, and calls that no fault', async () => {
    const child = start();
    const errors = text(child.stderr);
    const call = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'search_articles' } };
    child.stdin.end(`${JSON.stringify(hello)}\n${JSON.stringify(call)}\n`);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await errors).not.toContain('"level":50');
  });

  test('ends when nobody reads its answers any more', async () => {
    const child = start();
    child.stdin.on('error', () => undefined);
    child.stdout.destroy();
    child.stdin.write(`${JSON.stringify(hello)}\n`);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('ends on SIGTERM while its client is there', async () => {
    const child = start();
    child.stdin.write(`${JSON.stringify(hello)}\n`);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([130, null]);
  });

  test('does not start on a store that is not there, and says so in one line', async () => {
    const { PATH = '' } = process.env;
    const port = await freePort();
    const child = start([], { PATH, DATABASE_URL: `postgresql://nobody@127.0.0.1:${port}/none` });
    const [[code], stdout, stderr] = await Promise.all([
      once(child, 'exit'),
      text(child.stdout),
      text(child.stderr),
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^wiredesk: the store at .* cannot be reached .*\n$/);
  });

  test('refuses a key without the service that it is for', async () => {
    const child = start(['--key', 'wd_x']);
    expect(await text(child.stderr)).toBe('wiredesk: --key is for the service that --url names; give both\n');
  });

  test.each([
    ['of 2025', false, '2025-11-25'],
    ['of 2026', true, '2026-07-28'],
  ])('speaks the protocol %s', async (_, negotiates, version) => {
    const session = await openSession(environmentOf(store), [], { negotiates });
    expect(session.client.getNegotiatedProtocolVersion()).toBe(version);
    expect((await session.ask('get_article', { id: article })).value.id).toBe(article);
    await session.close();
  });
});

describe('the tools of a running service', () => {
  let app: App;
  let url: string;
  beforeAll(async () => {
    app = await openApi(store.pool, { settings: { requireKey: true } });
    url = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => app?.close());

  const { PATH = '' } = process.env;

  test('answer as they do over a store, within the rights of the key', async () => {
    const key = await newKey(store.pool, ['read']);
    const session = await openSession({ PATH }, ['--url', url, '--key', key, '--allow-changes']);
    expect((await session.ask('search_articles')).value.articles).toMatchObject([{ id: article }]);
    const refusal = await session.refusal('kill_article', { id: article, reason: 'x' });
    expect(refusal).toMatchObject({ code: 'forbidden', message: expect.stringContaining('scope operate') });
    await session.close();
  });

  test('take the key from the environment, and say where one is missing', async () => {
    const key = await newKey(store.pool, ['read']);
    const keyed = await openSession({ PATH, WIREDESK_KEY: key }, ['--url', url]);
    expect((await keyed.ask('get_article', { id: article })).value.id).toBe(article);
    await keyed.close();
    const keyless = await openSession({ PATH }, ['--url', url]);
    expect(await keyless.refusal('list_topics')).toMatchObject({ code: 'unauthorized' });
    await keyless.close();
  });

  test.each([
    ['a page of a proxy', 'text/html', '<h1>Sign in</h1>', 'is it the address of Wiredesk?'],
    ['an answer of another version', 'application/json', '{"topics":[{"id":7}]}', 'topics.0.id'],
  ])('say so where the service answers with %s', async (_, type, body, hint) => {
    const service = await startHttpServer((_request, response) => {
      response.setHeader('content-type', type).end(body);
    });
    const session = await openSession({ PATH }, ['--url', service.url]);
    expect(await session.refusal('list_topics')).toMatchObject({
      code: 'unreadable-answer',
      message: expect.stringContaining(hint),
    });
    await session.close();
    await service.close();
  });

  test('say that the service cannot be reached, and go on when it can', async () => {
    const port = await freePort();
    const key = await newKey(store.pool, ['read']);
    const session = await openSession({ PATH }, ['--url', `http://127.0.0.1:${port}`, '--key', key]);
    expect(await session.refusal('list_topics')).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    const late = await openApi(store.pool);
    await late.listen({ host: '127.0.0.1', port });
    expect((await session.ask('list_topics')).value.topics).toEqual([]);
    await session.close();
    await late.close();
  });
});
