import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atOnce } from '../../src/domain/subscription.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { startWebhookTarget, type WebhookTarget } from '../support/webhook-target.ts';
import { runInProcess } from './run-command.ts';

const secret = `whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`;

describe('subscriptions ping', () => {
  let store: TestStore;
  let target: WebhookTarget;
  let status: number;

  beforeAll(async () => {
    store = await openEmbeddedStore();
  });
  afterAll(() => store?.close());
  beforeEach(async () => {
    status = 204;
    target = await startWebhookTarget((_call, answer) => answer.writeHead(status).end());
    target.expect(secret);
    await store.pool.query('truncate subscriptions cascade');
    const how = { channel: 'webhook', notices: 'articles', batchSize: 1, pace: atOnce, owner: null } as const;
    const definition = { name: 'desk', topicId: null, url: target.url, ...how };
    await addSubscription(store.pool, definition, secret, new Date());
  });
  afterEach(() => target.close());

  const ping = async () => {
    const { code, stdout } = await runInProcess(['--json', 'subscriptions', 'ping', 'desk'], {
      databaseUrl: store.databaseUrl,
    });
    return { code, ...(JSON.parse(stdout) as object) };
  };

  test('calls the target with a signed message without events', async () => {
    expect(await ping()).toMatchObject({ code: 0, taken: true, status: 204 });
    expect(target.received.map(({ id, events }) => [id.startsWith('ping_'), events])).toEqual([[true, []]]);
  });

  test('says what a target answers that does not take it', async () => {
    status = 500;
    expect(await ping()).toMatchObject({ taken: false, status: 500, message: 'the server answered 500' });
  });
});
