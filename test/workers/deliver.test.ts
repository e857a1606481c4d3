import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type FeedFarm, startFeedFarm } from '../support/feed-farm.ts';
import { startHttpServer } from '../support/http-server.ts';
import { makeProgramFolder, type ProgramFolder } from '../support/program.ts';
import { type Running, runProcess } from '../support/run-process.ts';
import { startWebhookTarget, type WebhookTarget } from '../support/webhook-target.ts';

const enoughMs = 40_000;

describe('npm start with somebody to tell', { timeout: 2 * enoughMs }, () => {
  let farm: FeedFarm;
  let folder: ProgramFolder;
  let target: WebhookTarget;
  const running: Running[] = [];

  beforeEach(async () => {
    farm = await startFeedFarm(2);
    target = await startWebhookTarget((_call, answer) => answer.writeHead(204).end());
    folder = makeProgramFolder(farm.urls, {
      WIREDESK_LOG_LEVEL: 'info',
      WIREDESK_DELIVER_ALLOW_HOSTS: '127.0.0.1',
      WIREDESK_DELIVER_TIMEOUT_MS: '1000',
      WIREDESK_QUEUE_LOCK_SECONDS: '5',
      WIREDESK_SCHEDULE_CLAIM_SECONDS: '2',
      WIREDESK_SCHEDULE_SWEEP_SECONDS: '1',
    });
  });
  afterEach(async () => {
    for (const program of running.splice(0)) await program.stop();
    await farm.close();
    await target.close();
    folder.remove();
  });

  const start = (script: string, args: string[] = []) => {
    const program = runProcess(script, args, folder.env);
    running.push(program);
    return program;
  };

  test('calls back with every event of the log, also after a kill -9', async () => {
    const first = start('all.ts');
    await first.line('API listening');
    const add = start('cli.ts', ['--json', 'subscriptions', 'add', 'desk', target.url]);
    target.expect((JSON.parse(await add.stdout) as { secret: string }).secret);
    farm.showItems(5);
    await expect.poll(() => target.taken().length, { timeout: enoughMs }).toBeGreaterThan(0);
    first.kill();
    await first.exitCode;
    start('all.ts');
    farm.showItems(8);
    await expect.poll(() => new Set(target.taken()).size, { timeout: enoughMs }).toBe(16);
    expect([...new Set(target.taken())].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 16 }, (_, index) => index + 1),
    );
    const ids = Map.groupBy(target.received, ({ events }) => events[0]?.cursor);
    for (const calls of ids.values()) expect(new Set(calls.map(({ id }) => id)).size).toBe(1);

    const list = start('cli.ts', ['--json', 'subscriptions', 'list']);
    expect(JSON.parse(await list.stdout)).toMatchObject({ name: 'desk', state: 'active', dead: 0 });
  });

  test('fills the feeds that are given out also while their hub hangs', async () => {
    const hub = await startHttpServer(() => undefined);
    onTestFinished(() => hub.close());
    Object.assign(folder.env, {
      WIREDESK_OUTPUTS_HUB_URL: `${hub.url}/hub`,
      WIREDESK_OUTPUTS_PUBLIC_URL: 'http://127.0.0.1:1',
      WIREDESK_DELIVER_TIMEOUT_MS: '60000',
    });
    const { url = '' } = await start('all.ts').line('API listening');
    const add = await fetch(`${url}/v1/outputs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'desk' }),
    });
    const { token } = (await add.json()) as { token: string };
    const shown = async () => {
      const feed = (await (await fetch(`${url}/feeds/${token}.json`)).json()) as { items: unknown[] };
      return feed.items.length;
    };
    farm.showItems(5);
    await expect.poll(() => hub.requests.length, { timeout: enoughMs }).toBe(1);
    farm.showItems(8);
    await expect.poll(shown, { timeout: enoughMs }).toBe(16);
    expect(hub.requests).toHaveLength(1);
  });
});
