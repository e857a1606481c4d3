import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';
import { createObserver } from '../../src/observe/observer.ts';

interface Line {
  msg: string;
  where?: string;
  error: string;
  suppressed?: number;
}

describe('faults that repeat', () => {
  let lines: Line[];
  let time: number;
  const metrics = createMetrics();
  const logger = pino({}, { write: (line: string) => lines.push(JSON.parse(line) as Line) });
  const observer = createObserver(logger, metrics, () => time);

  beforeEach(() => {
    lines = [];
    time = (time ?? 0) + 100_000;
  });

  test('are logged once in 30 s, with the number held back, and all counted', async () => {
    const before = await countFaults();
    for (let n = 0; n < 50; n += 1) observer.faultMet('queue', new Error('refused'));
    time += 29_999;
    observer.faultMet('queue', new Error('refused'));
    expect(lines).toHaveLength(1);
    time += 1;
    observer.faultMet('queue', new Error('refused'));
    expect(lines.map(({ suppressed }) => suppressed)).toEqual([undefined, 50]);
    expect((await countFaults()) - before).toBe(52);
  });

  test('are told apart by place and by message', () => {
    observer.faultMet('queue', new Error('refused'));
    observer.faultMet('store', new Error('refused'));
    observer.faultMet('store', new Error('reset'));
    observer.jobFailed('store', 'fetch-1-1', new Error('reset'));
    expect(lines).toHaveLength(4);
  });

  test('without a message are named by their code', () => {
    observer.faultMet('store', Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }));
    expect(lines).toMatchObject([{ error: 'ECONNREFUSED' }]);
  });

  async function countFaults(): Promise<number> {
    const { values } = await metrics.faults.get();
    return values.reduce((sum, { value }) => sum + value, 0);
  }
});
