import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';
import { createObserver } from '../../src/observe/observer.ts';
import { listTopics } from '../../src/store/topics.ts';
import { followTopicsFile } from '../../workers/topics-file.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

describe('following topics.yaml', () => {
  const configFolder = mkdtempSync(join(tmpdir(), 'wiredesk-topics-'));
  const path = join(configFolder, 'topics.yaml');
  const log: { msg: string; where?: string }[] = [];
  let store: TestStore;
  let following: { close(): void };

  beforeAll(async () => {
    store = await openEmbeddedStore();
    const logger = pino({}, { write: (line: string) => log.push(JSON.parse(line)) });
    const observer = createObserver(logger, createMetrics(), () => performance.now());
    following = await followTopicsFile({ pool: store.pool, logger, observer, configFolder });
  });
  afterAll(async () => {
    following?.close();
    await store?.close();
    rmSync(configFolder, { recursive: true });
  });
  const queries = async () => (await listTopics(store.pool)).map(({ query }) => query);

  test('waits for a file that is not there, and keeps the topics when it becomes faulty', async () => {
    expect(log).toEqual([]);
    writeFileSync(path, 'topics:\n  - { name: ferries, query: ferry }\n');
    await expect.poll(queries, { timeout: 8000 }).toEqual(['ferry']);
    writeFileSync(path, 'topics:\n  - { name: ferries, query: "ferry AND (" }\n');
    await expect
      .poll(() => log, { timeout: 8000 })
      .toContainEqual(expect.objectContaining({ where: 'topics file' }));
    expect(await queries()).toEqual(['ferry']);
  });
});
