import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { runTopic } from '../../src/pipeline/run-topic.ts';
import { applyTopics } from '../../src/store/apply-topics.ts';
import { findTopic } from '../../src/store/topics.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { publishArticle } from '../support/topics.ts';
import { call, openApi, senderTo } from './api-under-test.ts';

describe('topics over HTTP', () => {
  let store: TestStore;
  let app: App;
  let articleId: string;
  const send = senderTo(() => app);

  beforeAll(async () => {
    store = await openEmbeddedStore();
    app = await openApi(store.pool, { now: () => new Date() });
    articleId = await publishArticle(store.pool, { bodyText: 'A storm over the old harbour wall' });
    await publishArticle(store.pool, { title: 'Calm', bodyText: 'No wind' });
  });
  afterAll(async () => {
    await app?.close();
    await store?.close();
  });

  test('are added, shown, changed and removed', async () => {
    const added = await send('POST', '/v1/topics', { name: 'storms', query: 'storm -sport' });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ name: 'storms', stemming: null, paused: false });
    const url = added.headers['location'] as string;
    expect((await call(app, url)).body).toEqual(added.body);
    expect((await call(app, '/v1/topics')).body).toEqual({ topics: [added.body] });
    const changed = await send('PATCH', url, { stemming: 'en', paused: true });
    expect(changed.body).toMatchObject({ name: 'storms', stemming: 'en', paused: true });
    expect((await send('POST', '/v1/topics', { name: 'storms', query: 'gale' })).status).toBe(409);
    expect((await send('DELETE', url)).status).toBe(204);
    expect((await send('DELETE', url)).status).toBe(404);
    expect((await send('PATCH', url, {})).status).toBe(404);
    expect((await call(app, url)).status).toBe(404);
  });

  test('of config/topics.yaml are changed there and nowhere else', async () => {
    const definition = { name: 'ferries', query: 'ferry', stemming: null, paused: false };
    await applyTopics(store.pool, [definition], new Date());
    const topic = await findTopic(store.pool, 'ferries');
    expect((await call(app, `/v1/topics/${topic?.id}`)).body.origin).toBe('file');
    for (const method of ['PATCH', 'DELETE'] as const) {
      const { status, body } = await send(
        method,
        `/v1/topics/${topic?.id}`,
        method === 'PATCH' ? {} : undefined,
      );
      expect([status, body.code]).toEqual([409, 'conflict']);
      expect(body.detail).toContain('config/topics.yaml');
    }
    await applyTopics(store.pool, [], new Date());
    expect((await send('DELETE', `/v1/topics/${topic?.id}`)).status).toBe(204);
  });

  test('are refused with the place of the fault in their query', async () => {
    const { status, body } = await send('POST', '/v1/topics', { name: 'a', query: 'storm AND (wall' });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid-input' });
    expect(body.detail).toContain('at character 11');
    expect((await send('POST', '/v1/topics', { name: 'a', query: 'b', stemming: 'xx' })).status).toBe(400);
    expect((await call(app, '/v1/articles?query=%28')).status).toBe(400);
  });

  test('show before they are saved what they would have caught, and why', async () => {
    const { body } = await call(app, '/v1/topics/preview?query=storms%20NOT%20gale&stemming=en&days=2');
    expect(body).toMatchObject({
      matches: 1,
      hits: [
        {
          articleId,
          reasons: [{ clause: 'storms', field: 'title', excerpt: 'Harbour reopens after «storm»' }],
        },
      ],
    });
  });

  test('find articles by a query, and by what they matched', async () => {
    const found = await call(app, '/v1/articles?query=title%3Aharbour%20%22harbour%20wall%22');
    expect(found.body).toMatchObject({ articles: [{ id: articleId }], next: null });
    const { body: topic } = await send('POST', '/v1/topics', { name: 'walls', query: 'wall' });
    const stored = await findTopic(store.pool, topic.id);
    if (stored) await runTopic(store.pool, stored, new Date(0), () => undefined);
    const matched = await call(app, '/v1/articles?topic=walls');
    expect(matched.body).toMatchObject({ articles: [{ id: articleId }], next: null });
    expect((await call(app, '/v1/articles?topic=nothing')).status).toBe(404);
  });

  test('page through what a query finds', async () => {
    const first = await call(app, '/v1/articles?query=lang%3Aen&limit=1');
    const second = await call(app, `/v1/articles?query=lang%3Aen&limit=1&after=${first.body.next}`);
    expect(second.body).toMatchObject({ articles: [{ id: articleId }], next: null });
  });
});
