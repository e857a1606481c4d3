import { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { schedule } from 'node-cron';
import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';
import { createObserver } from '../../src/observe/observer.ts';
import { cronLog } from '../../workers/cron-log.ts';

describe('what node-cron says', () => {
  afterEach(() => vi.restoreAllMocks());

  test('is a line of our log, also of a tick that waits for the one before', async () => {
    const ownOutput = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
    const lines: { msg: string }[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(JSON.parse(String(chunk)));
        done();
      },
    });
    const logger = pino({ level: 'debug' }, sink);
    const observer = createObserver(logger, createMetrics(), () => performance.now());
    const task = schedule('* * * * * *', () => delay(2500), {
      noOverlap: true,
      logger: cronLog(logger, observer),
    });
    await expect
      .poll(() => lines, { timeout: 6000 })
      .toContainEqual(expect.objectContaining({ msg: 'node-cron' }));
    await task.destroy();
    for (const output of ownOutput) expect(output).not.toHaveBeenCalled();
  });
});
