import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { inTransaction } from '../../src/store/db.ts';
import { appendEvents } from '../../src/store/events.ts';
import { insertTestArticle } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { call, openApi, senderTo } from './api-under-test.ts';

describe('consumers over HTTP', () => {
  let store: TestStore;
  let app: App;
  let articleId: string;

  beforeAll(async () => {
    store = await openEmbeddedStore();
    app = await openApi(store.pool);
    articleId = await insertTestArticle(store.pool, { title: 'Bridge closed' });
    await append();
  });
  afterAll(async () => {
    await app?.close();
    await store?.close();
  });

  const append = () =>
    inTransaction(store.pool, (db) =>
      appendEvents(db, [
        { type: 'created', articleId, revision: 1, changed: [], at: '2026-03-01T00:00:00.000Z' },
      ]),
    );
  const send = senderTo(() => app);

  test('lead a worker through the log: lease, acknowledge, nothing left', async () => {
    expect((await send('PUT', '/v1/consumers/archive', {})).body).toMatchObject({
      name: 'archive',
      acked: '0',
      behind: 1,
    });
    const { body } = await send('POST', '/v1/consumers/archive/leases', { include: 'article' });
    expect(body.events).toMatchObject([{ cursor: '1', article: { title: 'Bridge closed' } }]);
    const acknowledged = `/v1/consumers/archive/leases/${body.lease.id}/ack`;
    expect((await send('POST', acknowledged)).status).toBe(204);
    expect((await send('POST', acknowledged)).body).toMatchObject({ status: 409, code: 'conflict' });
    expect((await send('POST', '/v1/consumers/archive/leases', {})).body).toEqual({
      lease: null,
      events: [],
    });
    expect((await call(app, '/v1/consumers')).body.consumers).toMatchObject([{ name: 'archive', behind: 0 }]);
  });

  test('wait for an event where there is none yet', async () => {
    await send('PUT', '/v1/consumers/waiting', { after: '1' });
    const leased = send('POST', '/v1/consumers/waiting/leases', { wait: 10 });
    await append();
    expect((await leased).body.events).toMatchObject([{ cursor: '2' }]);
  });

  test('go back in the log when they are told to', async () => {
    await send('PUT', '/v1/consumers/again', {});
    await send('POST', '/v1/consumers/again/leases', {});
    expect((await send('PUT', '/v1/consumers/again', { after: '1' })).body).toMatchObject({
      acked: '1',
      leases: 0,
    });
    expect((await send('POST', '/v1/consumers/again/leases', {})).body.events).toMatchObject([
      { cursor: '2' },
    ]);
  });

  test('are forgotten', async () => {
    await send('PUT', '/v1/consumers/old', {});
    expect((await send('DELETE', '/v1/consumers/old')).status).toBe(204);
    expect((await send('DELETE', '/v1/consumers/old')).status).toBe(404);
  });

  test.each([
    ['a cursor ahead of the log', 'PUT', '/v1/consumers/a', { after: '999' }, 400],
    ['a feed that is not there', 'PUT', '/v1/consumers/a', { feedId: '999' }, 404],
    ['a name with a slash', 'PUT', '/v1/consumers/a%2Fb', {}, 400],
    ['no consumer of that name', 'POST', '/v1/consumers/nobody/leases', {}, 404],
    ['a lease of no length', 'POST', '/v1/consumers/archive/leases', { seconds: 0 }, 400],
    ['a lease that nobody has', 'POST', '/v1/consumers/archive/leases/999/release', undefined, 409],
  ] as const)('refuse %s', async (_, method, url, payload, status) => {
    const answer = await send(method, url, payload);
    expect([answer.status, typeof answer.body.detail]).toEqual([status, 'string']);
  });
});
