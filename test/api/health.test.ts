import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPool, type Pool } from '../../src/store/db.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { call, openApi } from './api-under-test.ts';

describe('health over HTTP', () => {
  let store: TestStore;
  let noStore: Pool;

  beforeAll(async () => {
    store = await openEmbeddedStore();
    noStore = openPool('postgresql://nobody@127.0.0.1:1/nothing', 1, () => undefined);
  });
  afterAll(async () => {
    await noStore.end();
    await store?.close();
  });

  const ask = async (url: string, pool: Pool, queuePing: () => Promise<void>) => {
    const app = await openApi(pool, { queuePing });
    const answer = await call(app, url);
    await app.close();
    return answer;
  };
  const answers = async () => undefined;
  const fails = () => Promise.reject(new Error('connect ECONNREFUSED redis.internal'));

  test('is ready while store and queue answer', async () => {
    expect(await ask('/readyz', store.pool, answers)).toMatchObject({
      status: 200,
      body: { store: 'ok', queue: 'ok' },
    });
  });

  test('is not ready while the queue fails, and says that it is the queue', async () => {
    const { status, body, headers } = await ask('/readyz', store.pool, fails);
    expect(status).toBe(503);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'queue-unavailable', store: 'ok', queue: 'unavailable' });
    expect(JSON.stringify(body)).not.toContain('redis.internal');
  });

  test('is not ready while the queue keeps silent, and asks it only once', async () => {
    let asked = 0;
    const app = await openApi(store.pool, {
      queuePing: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
    });
    const both = await Promise.all([call(app, '/readyz'), call(app, '/readyz')]);
    await app.close();
    expect(both.map(({ status }) => status)).toEqual([503, 503]);
    expect(asked).toBe(1);
  });

  test('is ready again once the queue answers again', async () => {
    let isUp = false;
    const app = await openApi(store.pool, { queuePing: () => (isUp ? answers() : fails()) });
    const down = await call(app, '/readyz');
    isUp = true;
    const up = await call(app, '/readyz');
    await app.close();
    expect([down.status, up.status]).toEqual([503, 200]);
  });

  test('is not ready without the store, and says that it is the store', async () => {
    const { status, body } = await ask('/readyz', noStore, answers);
    expect(status).toBe(503);
    expect(body).toMatchObject({ code: 'store-unavailable', store: 'unavailable', queue: 'ok' });
  });

  test('lives even without store and queue', async () => {
    expect(await ask('/healthz', noStore, fails)).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  test('gives metrics as they are', async () => {
    const app = await openApi(store.pool);
    const answer = await app.inject('/metrics');
    await app.close();
    expect([answer.payload, answer.headers['content-type']]).toEqual([
      'wiredesk_up 1\n',
      'text/plain; version=0.0.4',
    ]);
  });
});
