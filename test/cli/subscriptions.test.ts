import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atOnce } from '../../src/domain/subscription.ts';
import { listMutedStories } from '../../src/store/muted-stories.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { insertTestArticle } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { startWebhookTarget, type WebhookTarget } from '../support/webhook-target.ts';
import { readNdjson, runAt, runInProcess } from './run-command.ts';

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

describe('subscriptions of people', () => {
  let store: TestStore;

  beforeAll(async () => {
    store = await openEmbeddedStore();
  });
  afterAll(() => store?.close());
  beforeEach(() => store.pool.query('truncate subscriptions restart identity cascade'));

  const run = (...argv: string[]) =>
    runInProcess(['subscriptions', ...argv], { databaseUrl: store.databaseUrl });
  const shown = async () => readNdjson((await run('list', '--json')).stdout)[0];

  test('are added by the address of a chat, without a secret', async () => {
    const added = await run(
      'add',
      'night',
      'https://hooks.chat.example/T0/B0',
      '--channel',
      'chat',
      '--cap',
      '10',
    );
    expect(added).toEqual({ code: 0, stdout: 'subscription 1\n', stderr: '' });
    expect(await shown()).toMatchObject({
      name: 'night',
      channel: 'chat',
      pace: { ...atOnce, hourlyCap: 10 },
    });
  });

  test('are added by an address of e-mail, with or without mailto:', async () => {
    const pace = ['--digest', 'daily 07:30', '--time-zone', 'Europe/Berlin'];
    expect((await run('add', 'editor', 'editor@paper.example', ...pace)).stdout).toBe('subscription 1\n');
    expect((await run('add', 'desk', 'MAILTO:desk@paper.example')).stdout).toBe('subscription 2\n');
    expect(readNdjson((await run('list', '--json')).stdout)).toMatchObject([
      {
        channel: 'email',
        url: 'mailto:editor@paper.example',
        pace: { ...atOnce, digest: 'daily 07:30', timeZone: 'Europe/Berlin' },
      },
      { channel: 'email', url: 'mailto:desk@paper.example' },
    ]);
  });

  test('get another pace as a whole, or none', async () => {
    await run('add', 'editor', 'editor@paper.example', '--cap', '3');
    const quiet = ['--quiet', '22:00-07:00', '--quiet-days', 'mon,tue', '--time-zone', 'Europe/Berlin'];
    expect((await run('pace', 'editor', ...quiet)).stdout).toBe('editor has a new pace; 0 deliveries wait\n');
    expect((await shown())?.['pace']).toEqual({
      timeZone: 'Europe/Berlin',
      digest: null,
      quietHours: { from: '22:00', to: '07:00', days: ['mon', 'tue'] },
      hourlyCap: null,
    });
    await run('pace', '1');
    expect((await shown())?.['pace']).toEqual(atOnce);
  });

  test('mute a story and hear of it again', async () => {
    await run('add', 'editor', 'editor@paper.example');
    const leadId = await insertTestArticle(store.pool);
    const { rows } = await store.pool.query<{ id: string }>(
      'insert into stories (lead_id, size, created_at, changed_at) values ($1, 1, $2, $2) returning id',
      [leadId, runAt],
    );
    const storyId = rows[0]?.id ?? '';
    expect((await run('mute', 'editor', storyId)).stdout).toBe(`muted story ${storyId} for editor\n`);
    expect(await listMutedStories(store.pool, '1')).toEqual([{ storyId, mutedAt: runAt.toISOString() }]);
    const { stdout } = await run('unmute', '1', storyId, '--json');
    expect(JSON.parse(stdout)).toEqual({ subscriptionId: '1', storyId });
    expect(await listMutedStories(store.pool, '1')).toEqual([]);
    expect((await run('unmute', '1', storyId)).stderr).toContain(`it has not muted story ${storyId}`);
  });

  test.each([
    [
      'a target that is none',
      ['add', 'a', 'desk'],
      /https:\/\/desk\.example\/hook.*--channel chat, e\.g\. https:.*editor@paper\.example/,
    ],
    [
      'an owner that is none',
      ['add', 'a', 'https://a.example', '--owner', 'me'],
      /editor@paper\.example.*of a chat, e\.g\. https:/,
    ],
    ['a chat by e-mail', ['add', 'a', 'a@b.example', '--channel', 'chat'], /a chat has an http/],
    ['to hold a webhook', ['add', 'a', 'https://a.example', '--cap', '3'], /webhooks are never held/],
    ['a cap of none', ['pace', 'editor', '--cap', '0'], /use a cap from 1/],
    ['hours that are none', ['pace', 'editor', '--quiet', 'night'], /use hours such as 22:00-07:00/],
    ['days that are none', ['pace', 'editor', '--quiet-days', 'someday'], /use mon, tue/],
    ['a story that is not there', ['mute', 'editor', '99'], /there is no story 99/],
    ['a subscription that is not there', ['pace', 'nobody'], /wiredesk subscriptions list shows them/],
  ])('refuse %s in one line', async (_fact, argv, message) => {
    await run('add', 'editor', 'editor@paper.example');
    const { code, stdout, stderr } = await run(...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
