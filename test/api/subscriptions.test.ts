import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { insertTestArticle } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { startWebhookTarget, type WebhookTarget } from '../support/webhook-target.ts';
import { call, openApi, senderTo } from './api-under-test.ts';

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

  const send = senderTo(() => app);
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

  test('by e-mail have no secret, and a pace of their own', async () => {
    const quietHours = { from: '22:00', to: '07:00', days: ['mon'] };
    const pace = { timeZone: 'Europe/Berlin', digest: 'daily 07:30', quietHours, hourlyCap: 3 };
    const mail = { name: 'mail', url: 'mailto:desk@paper.example', pace };
    const { body } = await send('POST', '/v1/subscriptions', mail);
    expect(body).toMatchObject({ channel: 'email', secret: null, pace });
    expect((await send('POST', '/v1/subscriptions/1/secret', {})).status).toBe(400);
    const changed = await send('PATCH', '/v1/subscriptions/1', { pace: { hourlyCap: 5 } });
    expect(changed.body.pace).toEqual({ timeZone: 'UTC', digest: null, quietHours: null, hourlyCap: 5 });
    expect((await send('POST', '/v1/subscriptions/1/ping')).body).toMatchObject({
      taken: false,
      message: expect.stringContaining('mail.smtpUrl'),
    });
  });

  test('by e-mail end with one click, and not by a look', async () => {
    await send('POST', '/v1/subscriptions', { name: 'mail', url: 'mailto:desk@paper.example' });
    const { rows } = await store.pool.query<{ token: string }>('select token from subscriptions');
    const url = `/unsubscribe/${rows[0]?.token}`;
    const state = async () => (await call(app, '/v1/subscriptions/1')).body.state;
    const page = await app.inject(url);
    expect([page.statusCode, page.payload]).toEqual([200, expect.stringContaining('<form method="post">')]);
    expect(await state()).toBe('active');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const click = { method: 'POST' as const, url, headers, payload: 'List-Unsubscribe=One-Click' };
    expect((await app.inject(click)).statusCode).toBe(200);
    expect(await state()).toBe('gone');
    expect((await app.inject(click)).statusCode).toBe(200);
    expect((await app.inject({ ...click, url: '/unsubscribe/other' })).statusCode).toBe(404);
  });

  test('to a chat are called in its form', async () => {
    const { body } = await send('POST', '/v1/subscriptions', {
      name: 'a <b>',
      channel: 'chat',
      url: target.url,
    });
    expect(body).toMatchObject({ channel: 'chat', secret: null });
    // The target of webhooks refuses what is not signed.
    target.expect(`whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`);
    expect((await send('POST', '/v1/subscriptions/1/ping')).body).toMatchObject({
      taken: false,
      status: 401,
    });
  });

  test('mute stories, and hear of them again', async () => {
    await subscribe();
    const articleId = await insertTestArticle(store.pool);
    const { rows } = await store.pool.query<{ id: string }>(
      'insert into stories (lead_id, size, created_at, changed_at) values ($1, 1, now(), now()) returning id',
      [articleId],
    );
    const storyId = rows[0]?.id ?? '';
    const url = `/v1/subscriptions/1/mutes/${storyId}`;
    const mute = () => call(app, { method: 'PUT', url });
    expect([(await mute()).status, (await mute()).status]).toEqual([204, 204]);
    const muted = { storyId, mutedAt: '2026-03-02T12:00:00.000Z' };
    expect((await call(app, '/v1/subscriptions/1/mutes')).body).toEqual({ stories: [muted] });
    expect((await send('DELETE', url)).status).toBe(204);
    expect((await send('DELETE', url)).status).toBe(404);
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
    [
      'an address of e-mail with a header behind it',
      'POST',
      '/v1/subscriptions',
      { name: 'a', url: 'mailto:a@b.example?bcc=c@b.example' },
      400,
    ],
    [
      'to hold a webhook',
      'POST',
      '/v1/subscriptions',
      { name: 'a', url: 'https://a.example', pace: { digest: 'hourly' } },
      400,
    ],
    [
      'a time zone that is none',
      'POST',
      '/v1/subscriptions',
      { name: 'a', url: 'mailto:a@b.example', pace: { timeZone: 'Mars/Base' } },
      400,
    ],
    [
      'quiet hours that never end',
      'POST',
      '/v1/subscriptions',
      { name: 'a', url: 'mailto:a@b.example', pace: { quietHours: { from: '00:00', to: '00:00' } } },
      400,
    ],
    [
      'a digest at no time',
      'POST',
      '/v1/subscriptions',
      { name: 'a', url: 'mailto:a@b.example', pace: { digest: '0 0 31 2 *' } },
      400,
    ],
    [
      'an address that the channel has not',
      'PATCH',
      '/v1/subscriptions/1',
      { url: 'mailto:a@b.example' },
      400,
    ],
    ['to mute a story that is not there', 'PUT', '/v1/subscriptions/1/mutes/99', undefined, 404],
    ['to redeliver nothing', 'POST', '/v1/subscriptions/1/redeliver', {}, 400],
    ['a subscription that is not there', 'POST', '/v1/subscriptions/9/redeliver', { ids: ['1'] }, 404],
  ] as const)('refuse %s', async (_, method, url, payload, status) => {
    await subscribe();
    const answer = await send(method, url, payload);
    expect([answer.status, typeof answer.body.detail]).toEqual([status, 'string']);
  });
});
