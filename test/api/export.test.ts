import { get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import type { Article } from '../../src/domain/article.ts';
import type { Pool } from '../../src/store/db.ts';
import { insertTestArticle } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { call, openApi } from './api-under-test.ts';

const articles = 1201;
const pages = 7;
/** Many times what sockets hold. */
const bodyText = 'The harbour reopened on Sunday. '.repeat(700);

let store: TestStore;
let app: App;
let base: string;
let pagesRead = 0;

/** The pool, with the pages counted that are read from it. */
function counting(pool: Pool): Pool {
  return new Proxy(pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...parameters: unknown[]) => {
        if (name === 'query' && String(parameters[0]).includes('order by a.id desc')) pagesRead += 1;
        return value.apply(target, parameters);
      };
    },
  });
}

beforeAll(async () => {
  store = await openEmbeddedStore();
  app = await openApi(counting(store.pool));
  base = await app.listen({ host: '127.0.0.1', port: 0 });
  const first = await insertTestArticle(store.pool, { bodyText });
  await store.pool.query(
    `insert into articles (id, revision, item_id, feed_id, content, removed, first_seen_at, changed_at, search)
     select id + n, revision, item_id + n, feed_id, content, removed, first_seen_at, changed_at, search
     from articles, generate_series(1, $2) n where id = $1`,
    [first, articles - 1],
  );
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});

const answerTo = (path: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(`${base}${path}`, resolve).on('error', reject);
  });

async function exported(path: string) {
  const answer = await fetch(`${base}${path}`);
  return { type: answer.headers.get('content-type'), payload: await answer.text() };
}

/** Until no page was read for half a second. */
async function untilStill(): Promise<number> {
  let before = -1;
  while (before !== pagesRead) {
    before = pagesRead;
    await delay(500);
  }
  return pagesRead;
}

describe('the export', () => {
  test('gives every article once, newest first, one a line', async () => {
    const answer = await exported('/v1/export');
    expect(answer.type).toBe('application/x-ndjson');
    const ids = answer.payload
      .trimEnd()
      .split('\n')
      .map((line) => Number((JSON.parse(line) as Article).id));
    expect(ids).toHaveLength(articles);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
    expect(new Set(ids).size).toBe(articles);
  });

  test('reads no further than its reader does, and stops when the reader leaves', async () => {
    pagesRead = 0;
    const answer = await answerTo('/v1/export');
    answer.pause();
    const readWhileStalled = await untilStill();
    expect(readWhileStalled).toBeLessThan(pages - 1);
    answer.destroy();
    expect(await untilStill()).toBeLessThanOrEqual(readWhileStalled + 1);
  });

  test('takes the filters of lists, and goes on after the last line that came', async () => {
    const { payload } = await exported('/v1/export?fields=title&after=3&q=harbour');
    expect(
      payload
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { id: '2', title: 'Harbour reopens after storm' },
      { id: '1', title: 'Harbour reopens after storm' },
    ]);
    expect((await exported('/v1/export?feed=999')).payload).toBe('');
  });

  test('gives what a query of topics matches, page after page', async () => {
    const { payload } = await exported('/v1/export?fields=title&query=title:harbour');
    expect(payload.trimEnd().split('\n')).toHaveLength(articles);
    const { status, body } = await call(app, '/v1/export?query=(');
    expect([status, body.code]).toEqual([400, 'invalid-input']);
  });

  test('writes ninjs, of which fields cannot be asked for', async () => {
    const { payload } = await exported('/v1/export?format=ninjs&after=2');
    expect(JSON.parse(payload)).toHaveProperty('uri');
    expect((await call(app, '/v1/export?format=ninjs&fields=title')).status).toBe(400);
  });
});

describe('a list, an article and a page of the log', () => {
  test('give the fields that are asked for, and the id', async () => {
    const { body } = await call(app, '/v1/articles?fields=title,wordCount&limit=1');
    expect(body.articles).toEqual([
      { id: String(articles), title: 'Harbour reopens after storm', wordCount: 5 },
    ]);
    expect((await call(app, '/v1/articles/1?fields=url')).body).toEqual({
      id: '1',
      url: 'https://courier.example/harbour',
    });
    expect((await call(app, '/v1/articles?fields=secret')).status).toBe(400);
    expect((await call(app, '/v1/articles?fields=title&format=ninjs')).status).toBe(400);
  });

  test.each(['/v1/articles?limit=2', '/v1/articles/1', '/v1/events', '/v1/stories'])(
    'answer 304 to whoever has %s already',
    async (url) => {
      const first = await app.inject(url);
      const etag = String(first.headers.etag);
      expect(etag).toMatch(/^"/);
      const again = await app.inject({ url, headers: { 'if-none-match': etag } });
      expect([again.statusCode, again.payload]).toEqual([304, '']);
      expect((await app.inject({ url, headers: { 'if-none-match': '"other"' } })).statusCode).toBe(200);
    },
  );
});
