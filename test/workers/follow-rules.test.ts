import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';
import { createObserver } from '../../src/observe/observer.ts';
import { type FollowedRules, followRules } from '../../workers/follow-rules.ts';

const shipped = join(import.meta.dirname, '../../config/rules');
const patient = { timeout: 20_000, interval: 200 };

describe('following the rules', () => {
  const configFolder = mkdtempSync(join(tmpdir(), 'wiredesk-rules-'));
  const site = join(configFolder, 'sites/example.com.yaml');
  const log: { msg: string; where?: string; error?: string }[] = [];
  let rules: FollowedRules;

  beforeAll(async () => {
    cpSync(shipped, join(configFolder, 'rules'), { recursive: true });
    const logger = pino({}, { write: (line: string) => log.push(JSON.parse(line)) });
    const observer = createObserver(logger, createMetrics(), () => performance.now());
    rules = await followRules({ logger, observer, configFolder });
  });
  afterAll(() => {
    rules.close();
    rmSync(configFolder, { recursive: true });
  });
  const removed = () =>
    rules
      .current()
      .rulesFor(null, 'https://example.com/a')
      .operator.remove.map(({ place }) => place);

  test('takes a new file while the program runs, and keeps the old rules when it becomes faulty', async () => {
    expect(removed()).toEqual([]);
    mkdirSync(join(configFolder, 'sites'));
    writeFileSync(site, 'hosts: [example.com]\nremove:\n  - .ad\n');
    await expect.poll(removed, patient).toEqual(['sites/example.com.yaml:3']);

    writeFileSync(site, 'hosts: [example.com]\nremove:\n  - div[\n');
    await expect
      .poll(() => log.find(({ where }) => where === 'rules')?.error, patient)
      .toContain('yaml:3: remove[0]');
    expect(removed()).toEqual(['sites/example.com.yaml:3']);
  });
});
