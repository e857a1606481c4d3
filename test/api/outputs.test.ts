import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { addTestTopic } from '../support/topics.ts';
import { call, openApi, senderTo } from './api-under-test.ts';

describe('outputs over HTTP', () => {
  let store: TestStore;
  let app: App;

  beforeAll(async () => {
    store = await openEmbeddedStore();
    app = await openApi(store.pool);
  });
  afterAll(async () => {
    await app?.close();
    await store?.close();
  });
  beforeEach(async () => {
    await store.pool.query('truncate outputs, topics, followers restart identity cascade');
  });

  const send = senderTo(() => app);
  const isThere = async (path: string) => (await app.inject(path)).statusCode === 200;

  test('are made, shown with their addresses, and ended', async () => {
    const { id: topicId } = await addTestTopic(store.pool, { query: 'harbour' });
    const { status, headers, body } = await send('POST', '/v1/outputs', { name: 'desk', topic: 'harbour' });
    expect([status, headers['location']]).toEqual([201, '/v1/outputs/1']);
    expect(body).toMatchObject({ name: 'desk', topicId, notices: 'articles', content: 'full' });
    expect(body.paths.rss).toMatch(/^\/feeds\/[\w-]{43}\.rss$/);
    expect((await call(app, '/v1/outputs')).body).toEqual({ outputs: [body] });
    expect((await call(app, '/v1/outputs/1')).body).toEqual(body);
    expect((await send('DELETE', `/v1/topics/${topicId}`)).body.code).toBe('conflict');
    expect(await isThere(body.paths.json)).toBe(true);
    expect((await send('DELETE', '/v1/outputs/1')).status).toBe(204);
    expect((await send('DELETE', '/v1/outputs/1')).status).toBe(404);
    expect(await isThere(body.paths.json)).toBe(false);
  });

  test('take another title and other content, and keep their address', async () => {
    const { body: before } = await send('POST', '/v1/outputs', { name: 'desk' });
    const { body } = await send('PATCH', '/v1/outputs/1', { name: 'Night desk', content: 'summary' });
    expect(body).toMatchObject({ name: 'Night desk', content: 'summary', token: before.token });
    expect((await app.inject(before.paths.json)).json().title).toBe('Night desk');
    const refused = await send('PATCH', '/v1/outputs/1', { topic: 'harbour' });
    expect(refused.body.detail).toBe('topic is "harbour"; use another output for that: what one is of stays');
  });

  test('get another address, and the one before leads nowhere', async () => {
    const { body: before } = await send('POST', '/v1/outputs', { name: 'desk' });
    const { body } = await send('POST', '/v1/outputs/1/token');
    expect(await isThere(before.paths.atom)).toBe(false);
    expect(await isThere(body.paths.atom)).toBe(true);
  });

  test.each([
    ['a name that is taken', 'POST', '/v1/outputs', { name: 'desk' }, 409],
    ['a topic that is not there', 'POST', '/v1/outputs', { name: 'other', topic: 'nothing' }, 404],
    ['content of no kind', 'POST', '/v1/outputs', { name: 'other', content: 'some' }, 400],
    ['another name that is taken', 'PATCH', '/v1/outputs/1', { name: 'night' }, 409],
    ['to change an output that is not there', 'PATCH', '/v1/outputs/9', { name: 'other' }, 404],
    ['an output that is not there', 'POST', '/v1/outputs/9/token', undefined, 404],
  ] as const)('refuse %s', async (_, method, url, payload, status) => {
    for (const name of ['desk', 'night']) await send('POST', '/v1/outputs', { name });
    const answer = await send(method, url, payload);
    expect([answer.status, typeof answer.body.detail]).toEqual([status, 'string']);
  });
});
