import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';
import { createObserver } from '../../src/observe/observer.ts';
import { followFeedsFile } from '../../workers/feeds-file.ts';
import { feedsYaml } from '../support/program.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

describe('following feeds.yaml', () => {
  const urls = ['https://a.example/feed', 'https://b.example/feed'];
  const configFolder = mkdtempSync(join(tmpdir(), 'wiredesk-feeds-'));
  const path = join(configFolder, 'feeds.yaml');
  const log: { msg: string; where?: string; removed?: string[] }[] = [];
  let store: TestStore;
  let following: { close(): void };

  beforeAll(async () => {
    store = await openEmbeddedStore();
    writeFileSync(path, feedsYaml(urls, '1h'));
    const logger = pino({}, { write: (line: string) => log.push(JSON.parse(line)) });
    const observer = createObserver(logger, createMetrics(), () => performance.now());
    following = await followFeedsFile({ pool: store.pool, logger, observer, configFolder });
  });
  afterAll(async () => {
    following.close();
    await store.close();
    rmSync(configFolder, { recursive: true });
  });
  const applied = () => log.filter(({ msg }) => msg === 'feeds file applied');

  test('leaves a file alone for as long as it is being written', async () => {
    for (let n = 0; n < 8; n += 1) {
      writeFileSync(path, `${feedsYaml(urls.slice(0, 1), '1h')}# ${'.'.repeat(n)}\n`);
      await delay(400);
    }
    expect(applied()).toHaveLength(1);
    writeFileSync(path, feedsYaml(urls.toReversed(), '1h'));
    await expect.poll(() => applied().length, { timeout: 5000 }).toBe(2);
    expect(applied()[1]?.removed).toBe(0);
  });

  test('outlives a file that cannot be looked at', async () => {
    renameSync(path, `${path}.away`);
    symlinkSync(path, path);
    await expect
      .poll(() => log, { timeout: 5000 })
      .toContainEqual(expect.objectContaining({ where: 'feeds file' }));
  });
});
