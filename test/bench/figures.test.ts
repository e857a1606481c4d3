import { describe, expect, test } from 'vitest';
import { parseProcessUsage, readProcessUsage } from '../../bench/measure/process-usage.ts';
import { renderReport } from '../../bench/report/markdown.ts';
import { median } from '../../bench/report/median.ts';
import { summarizeRuns } from '../../bench/report/summary.ts';

describe('process usage', () => {
  test('is read also where the name of the process holds spaces and brackets', () => {
    const stat = '42 (node (worker) 1) S 1 42 42 0 -1 4194304 9 0 0 0 150 50 7 8 20 0 11 0 100 1 1';
    const status = 'Name:\tnode\nVmPeak:\t  999 kB\nVmHWM:\t    2048 kB\nVmRSS:\t 10 kB\n';
    expect(parseProcessUsage(stat, status, 100)).toEqual({
      name: 'node (worker) 1',
      cpuSeconds: 2,
      peakRssBytes: 2_097_152,
      rssBytes: 10_240,
    });
  });

  test('of a process that is not there is null', () => {
    expect(readProcessUsage(2 ** 30, 100)).toBeNull();
  });
});

test.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (numbers, middle) => {
  expect(median(numbers)).toBe(middle);
});

describe('the report', () => {
  const phase = (seconds: number) => ({
    seconds,
    requests: 10,
    notModified: 0,
    usage: new Map([
      ['fetch', { cpuSeconds: 2 * seconds, peakRssBytes: 1_048_576 }],
      ['feed server', { cpuSeconds: 99, peakRssBytes: 1_048_576 }],
    ]),
  });
  const run = (seconds: number) => ({
    'cold ingest': phase(seconds),
    'all 304': phase(seconds),
    'one new item a feed': phase(seconds),
  });
  const [cold, unchanged, added] = summarizeRuns('services', [run(1), run(4), run(2)], {
    feeds: 10,
    items: 20,
  });

  test('rates are those of the median run, and the feed server costs the program nothing', () => {
    expect(cold).toMatchObject({ seconds: 2, feedsPerSecond: 5, itemsPerSecond: 100, cpuSeconds: 4 });
    expect(unchanged?.itemsPerSecond).toBeNull();
    expect(added?.itemsPerSecond).toBe(5);
  });

  test('is a Markdown table with a row for every phase and the settings below it', () => {
    const report = renderReport(cold && unchanged && added ? [cold, unchanged, added] : [], {
      feeds: 10,
      items: 20,
      seed: 1,
      runs: 3,
      bytesPerItem: 4321,
      machine: '2 × Some Processor',
      node: '24.0.0',
      changed: { WIREDESK_API_PORT: '0' },
    });
    const rows = report.split('\n').filter((line) => line.startsWith('| services'));
    expect(rows).toHaveLength(6);
    expect(report).toContain('1.00, 4.00, 2.00');
    expect(report).toContain('`WIREDESK_API_PORT=0`');
  });
});
