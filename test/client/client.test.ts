import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { createClient, type Event } from '../../src/client/index.ts';
import { createTopicFollower } from '../../src/pipeline/follow-topics.ts';
import { listKeys, revokeKey } from '../../src/store/api-keys.ts';
import { inTransaction } from '../../src/store/db.ts';
import { appendEvents, findLogHead } from '../../src/store/events.ts';
import { newKey, openApi } from '../api/api-under-test.ts';
import { insertTestArticle } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { addTestTopic } from '../support/topics.ts';

describe('the client', () => {
  let store: TestStore;
  let app: App;
  let url: string;
  let articleIds: string[];

  beforeAll(async () => {
    store = await openEmbeddedStore();
    articleIds = [];
    for (const title of ['Ferry late', 'Bridge closed', 'Harbour full'])
      articleIds.push(await insertTestArticle(store.pool, { title }));
  });
  afterAll(() => store?.close());
  beforeEach(() => start(0));
  afterEach(() => app.close());

  const start = async (port: number, requireKey = false) => {
    app = await openApi(store.pool, { settings: { requireKey } });
    url = await app.listen({ port, host: '127.0.0.1' });
  };
  const append = async (count: number) => {
    const at = '2026-03-01T00:00:00.000Z';
    const events = Array.from({ length: count }, (_, index) => ({
      type: 'updated' as const,
      articleId: articleIds[index % articleIds.length] ?? '',
      revision: 1,
      changed: [],
      at,
    }));
    await inTransaction(store.pool, (db) => appendEvents(db, events));
  };
  const expected = (from: string, count: number) =>
    Array.from({ length: count }, (_, index) => String(Number(from) + index + 1));

  test('gives articles page after page', async () => {
    const titles: (string | null)[] = [];
    for await (const article of createClient({ url }).articles({ limit: 2 })) titles.push(article.title);
    expect(titles).toEqual(['Harbour full', 'Bridge closed', 'Ferry late']);
    expect((await createClient({ url }).article(articleIds[0] ?? '')).title).toBe('Ferry late');
  });

  test('follows the log through a restart of the server, without gap or double', async () => {
    const after = await findLogHead(store.pool);
    const seen: Event[] = [];
    const reading = (async () => {
      for await (const event of createClient({ url }).follow({ after, include: 'article', limit: 3 })) {
        seen.push(event);
        if (seen.length === 9) return;
      }
    })();
    await append(4);
    while (seen.length < 4) await new Promise((resolve) => setTimeout(resolve, 10));
    const { port } = new URL(url);
    await app.close();
    await append(5);
    await start(Number(port));
    await reading;
    expect(seen.map(({ cursor }) => cursor)).toEqual(expected(after, 9));
    expect(seen.map(({ article }) => article?.id)).toEqual(seen.map(({ articleId }) => articleId));
  });

  test('follows and works off what concerns a topic', async () => {
    const client = createClient({ url });
    await addTestTopic(store.pool, { query: 'ferry' });
    const after = await findLogHead(store.pool);
    const log = client.follow({ after, topic: 'ferry' });
    const next = log.next();
    await append(3);
    await createTopicFollower({ pool: store.pool, onFaultyTopic: expect.fail })();
    expect((await next).value.articleId).toBe(articleIds[0]);
    const stop = new AbortController();
    const seen: Event[] = [];
    const work = async (events: Event[]) => {
      seen.push(...events);
      stop.abort();
    };
    await client.consume('ferries', work, { topic: 'ferry', signal: stop.signal });
    expect(seen.map(({ articleId }) => articleId)).toEqual([articleIds[0]]);
    await expect(client.follow({ topic: 'nothing' }).next()).rejects.toMatchObject({ code: 'not-found' });
  });

  test('stops following when it is told to', async () => {
    const stop = new AbortController();
    const log = createClient({ url }).follow({ after: await findLogHead(store.pool), signal: stop.signal });
    const next = log.next();
    stop.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
  });

  test('tells of a problem that stays at once, with its code', async () => {
    await expect(createClient({ url }).follow({ after: '999999' }).next()).rejects.toMatchObject({
      name: 'ProblemError',
      status: 400,
      code: 'invalid-input',
    });
    await expect(createClient({ url }).article('999999')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('shows its key', async () => {
    await app.close();
    await start(0, true);
    const key = await newKey(store.pool, ['read']);
    await expect(createClient({ url }).events()).rejects.toMatchObject({ code: 'unauthorized' });
    expect((await createClient({ url, key }).events({ limit: 1 })).events).toHaveLength(1);
    for (const { id } of await listKeys(store.pool)) await revokeKey(store.pool, id, new Date());
  });

  test('works off the log with others, each event once', async () => {
    const client = createClient({ url });
    const after = await findLogHead(store.pool);
    await fetch(`${url}/v1/consumers/archive`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ after }),
    });
    await append(12);
    const stop = new AbortController();
    const seen: string[] = [];
    const worker = () =>
      client.consume(
        'archive',
        async (events) => {
          seen.push(...events.map(({ cursor }) => cursor));
          if (seen.length >= 12) stop.abort();
        },
        { limit: 2, signal: stop.signal },
      );
    await Promise.all([worker(), worker(), worker()]);
    expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(expected(after, 12));
  });

  test('gives back the events of a handler that fails', async () => {
    const client = createClient({ url });
    const failing = client.consume('careful', () => Promise.reject(new Error('disk full')), { limit: 1 });
    await expect(failing).rejects.toThrow('disk full');
    const stop = new AbortController();
    const seen: Event[] = [];
    await client.consume(
      'careful',
      async (events) => {
        seen.push(...events);
        stop.abort();
      },
      { limit: 1, signal: stop.signal },
    );
    expect(seen.map(({ cursor }) => cursor)).toEqual(['1']);
  });
});

describe('the client of the package', () => {
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-client-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const tsc = (...args: string[]) =>
    execFileSync(join(project, 'node_modules/.bin/tsc'), args, { encoding: 'utf8', cwd: folder });

  test('is imported by its name, typed, without the rest of the program', () => {
    const installed = join(folder, 'node_modules/wiredesk');
    mkdirSync(installed, { recursive: true });
    tsc('-p', join(project, 'src/client'), '--outDir', join(installed, 'dist'));
    cpSync(join(project, 'package.json'), join(installed, 'package.json'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'es2023',
          lib: ['es2023', 'dom'],
          types: [],
          module: 'nodenext',
          strict: true,
          outDir: 'out',
        },
      }),
    );
    writeFileSync(
      join(folder, 'main.ts'),
      `import { createClient, type Event } from 'wiredesk/client';
       const title = (event: Event): string | null | undefined => event.article?.title;
       const { follow } = createClient({ url: 'http://127.0.0.1:8080' });
       document.title = [typeof title, typeof follow].join();`,
    );
    expect(tsc('-p', '.')).toBe('');
    const run = `globalThis.document = {}; await import('./out/main.js'); process.stdout.write(document.title)`;
    const args = ['--input-type=module', '-e', run];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8', cwd: folder })).toBe('function,function');
  });
});
