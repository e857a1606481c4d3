import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { startWebhookTarget, type WebhookTarget } from '../support/webhook-target.ts';
import { call, openApi } from './api-under-test.ts';

describe('subscriptions over HTTP', () => {
  let store: TestStore;
  let app: App;
  let target: WebhookTarget;

  beforeAll(async () => {
    store = await openEmbeddedStore();
    app = await openApi(store.pool);
  });
  afterAll(async () => {
    await app?.close();
    await store?.close();
  });
  beforeEach(async () => {
    await store.pool.query('truncate subscriptions, deliveries, followers restart identity cascade');
    target = await startWebhookTarget((_call, answer) => answer.writeHead(200).end('thanks'));
  });
  afterEach(() => target.close());

  const send = (method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
    call(app, { method, url, ...(payload && { payload }) });
  const subscribe = () => send('POST', '/v1/subscriptions', { name: 'desk', url: target.url });

  test('are made with a secret that is shown once, and listed without it', async () => {
    const { status, headers, body } = await subscribe();
    expect([status, headers['location']]).toEqual([201, '/v1/subscriptions/1']);
    expect(body.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const { secret: _, ...shown } = body;
    expect((await call(app, '/v1/subscriptions')).body).toEqual({ subscriptions: [shown], next: null });
  });

  test('can be tried with a ping, which verifies', async () => {
    const { body } = await subscribe();
    target.expect(body.secret);
    expect((await send('POST', '/v1/subscriptions/1/ping')).body).toMatchObject({
      taken: true,
      status: 200,
      message: 'thanks',
    });
    const { body: rotated } = await send('POST', '/v1/subscriptions/1/secret', {});
    target.expect(rotated.secret);
    expect((await send('POST', '/v1/subscriptions/1/ping')).body).toMatchObject({ taken: true });
    await send('PATCH', '/v1/subscriptions/1', { url: 'http://10.0.0.1/' });
    expect((await send('POST', '/v1/subscriptions/1/ping')).body).toMatchObject({
      taken: false,
      status: null,
      message: expect.stringContaining('10.0.0.1'),
    });
  });

  test('are paused, renamed and ended', async () => {
    await subscribe();
    await send('POST', '/v1/subscriptions', { name: 'other', url: target.url });
    expect((await send('PATCH', '/v1/subscriptions/1', { state: 'paused' })).body.state).toBe('paused');
    expect((await send('PATCH', '/v1/subscriptions/1', { name: 'other' })).body.code).toBe('conflict');
    expect((await send('DELETE', '/v1/subscriptions/1')).status).toBe(204);
    expect((await send('DELETE', '/v1/subscriptions/1')).status).toBe(404);
  });

  test.each([
    ['an address that is none', 'POST', '/v1/subscriptions', { name: 'a', url: 'ftp://a.example' }, 400],
    [
      'a policy that is none',
      'POST',
      '/v1/subscriptions',
      { name: 'a', url: 'https://a.example', notices: 'some' },
      400,
    ],
    [
      'a batch of none',
      'POST',
      '/v1/subscriptions',
      { name: 'a', url: 'https://a.example', batchSize: 0 },
      400,
    ],
    ['to redeliver nothing', 'POST', '/v1/subscriptions/1/redeliver', {}, 400],
    ['a subscription that is not there', 'POST', '/v1/subscriptions/9/redeliver', { ids: ['1'] }, 404],
  ] as const)('refuse %s', async (_, method, url, payload, status) => {
    await subscribe();
    const answer = await send(method, url, payload);
    expect([answer.status, typeof answer.body.detail]).toEqual([status, 'string']);
  });
});
