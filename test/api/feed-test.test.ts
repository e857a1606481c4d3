import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { applyRuled, htmlItem, publishItems, wholeLog } from '../support/ruled-feeds.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { call, newKey, openApi } from './api-under-test.ts';

const seenAt = new Date('2026-03-02T10:00:00.000Z');
const signed = { byline: { leads: { de: ['gezeichnet:'] } } };
const html = '<p>Gezeichnet: Ada Quill</p><p>The ferry sails again on Monday.</p>';

let store: TestStore;
let app: App;
beforeAll(async () => {
  store = await openEmbeddedStore();
  app = await openApi(store.pool, { settings: { requireKey: true } });
  await applyRuled(store.pool, [{ key: 'courier' }], seenAt);
  await publishItems(
    store.pool,
    'courier',
    [htmlItem('a', html), htmlItem('b', '<p>All is well.</p>')],
    seenAt,
  );
});
afterAll(async () => {
  await app.close();
  await store.close();
});

const ask = (payload: object, secret: string, id = '1') =>
  call(app, { method: 'POST', url: `/v1/feeds/${id}/test`, payload }, secret);

test('rules are tried on what a feed brought, and nothing is written', async () => {
  const operator = await newKey(store.pool, ['read', 'operate']);
  const examples = [{ html, expect: { authors: ['Ben Ink'] } }];
  const { status, body } = await ask({ rules: { ...signed, examples } }, operator);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    articles: 2,
    changed: 1,
    fields: { byline: 1, authors: 1, bodyText: 1 },
    examples: [{ articleId: '1', removedAnew: [{ rule: 'byline', text: 'Gezeichnet: Ada Quill' }] }],
    faults: [{ example: '1', field: 'authors', expected: ['Ben Ink'], got: ['Ada Quill'] }],
  });
  expect((await wholeLog(store.pool)).map(({ type }) => type)).toEqual(['created', 'created']);
  expect((await ask({}, operator)).body).toMatchObject({ articles: 2, changed: 0 });
  expect((await ask({ limit: 1 }, operator)).body).toMatchObject({ articles: 1 });
});

test('trying rules takes the scope operate, a feed that is there and rules that are some', async () => {
  const [reader, operator] = [await newKey(store.pool, ['read']), await newKey(store.pool, ['operate'])];
  expect((await ask({}, reader)).status).toBe(403);
  expect((await ask({}, operator, '99')).status).toBe(404);
  expect((await ask({ rules: { bylines: {} } }, operator)).status).toBe(400);
  expect((await ask({ limit: 101 }, operator)).status).toBe(400);
});
