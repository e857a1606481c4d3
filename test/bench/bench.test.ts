import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { newsItem } from '../../bench/corpus/news-item.ts';
import { renderFeed } from '../../bench/corpus/render-feed.ts';
import { desks } from '../../bench/latency/desks.ts';
import type { MeasuredWay } from '../../bench/latency/summarize-journeys.ts';
import { readOptions } from '../../bench/options.ts';

const entry = fileURLToPath(new URL('../../bench/main.ts', import.meta.url));

interface Report {
  settings: { feeds: number; items: number };
  phases: { subject: string; phase: string; feedsPerSecond: number; cpuSeconds: number; roles: object }[];
}

test('a small bench of the embedded store finds every count right and reports every phase', {
  timeout: 90_000,
}, async () => {
  const args = [
    '--only',
    'program',
    '--feeds',
    '6',
    '--items',
    '3',
    '--runs',
    '1',
    '--store',
    'embedded',
    '--json',
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [entry, ...args]);
  const { settings, phases } = JSON.parse(stdout) as Report;
  expect(settings).toMatchObject({ feeds: 6, items: 3 });
  expect(phases.map(({ subject, phase }) => `${subject}: ${phase}`)).toEqual([
    'embedded: cold ingest',
    'embedded: all 304',
    'embedded: one new item a feed',
    'plain loop: cold ingest',
    'plain loop: all 304',
  ]);
  expect(Object.keys(phases[0]?.roles ?? {})).toEqual(['feed server', 'all', 'store', 'parse']);
  for (const { feedsPerSecond, cpuSeconds } of phases) {
    expect(feedsPerSecond).toBeGreaterThan(0);
    expect(cpuSeconds).toBeGreaterThan(0);
  }
});

test('the bench of look-ups tells what they take in stores of each size, and how', {
  timeout: 60_000,
}, async () => {
  const args = ['--only', 'stories', '--stored', '40,20', '--plans', '--json'];
  const env = { PATH: process.env['PATH'] };
  const { stdout } = await promisify(execFile)(process.execPath, [entry, ...args], { env });
  const { lookUps } = JSON.parse(stdout) as { lookUps: { stored: number; medianMs: number; plan: string }[] };
  expect(lookUps.map(({ stored }) => stored)).toEqual([20, 40]);
  for (const { medianMs, plan } of lookUps) {
    expect(medianMs).toBeGreaterThan(0);
    expect(plan).toContain('story_samples');
  }
});

test('the bench of latency follows every item to everyone it is for', { timeout: 120_000 }, async () => {
  const args = ['--only', 'latency', '--store', 'embedded', '--rate', '4', '--seconds', '2', '--json'];
  const env = { PATH: process.env['PATH'] };
  const { stdout } = await promisify(execFile)(process.execPath, [entry, ...args], { env });
  const { latency } = JSON.parse(stdout) as { latency: { items: number; ways: MeasuredWay[] }[] };
  expect(latency[0]?.items).toBeGreaterThanOrEqual(8);
  const pushed = latency[0]?.ways.filter(({ wire, from }) => wire === 'push' && from === 'wire');
  expect(pushed?.map(({ to, took }) => [to, took.count])).toEqual([
    ['log', 8],
    ['stream', 8 * desks.streamReaders],
    ['webhook', 8],
    ['feed', expect.any(Number)],
  ]);
  for (const { took } of pushed ?? []) expect(took.p50Ms).toBeGreaterThan(0);
});

test('every reader finds every item of the feeds that parsing is measured on', async () => {
  const { readers } = await import('../../bench/parse/readers.ts');
  const items = Array.from({ length: 3 }, (_, number) => newsItem(1, 0, number));
  for (const feed of [0, 1]) {
    const document = Buffer.from(renderFeed(feed, items).document);
    for (const read of Object.values(readers)) expect(await read(document)).toBe(3);
  }
});

describe('bench options', () => {
  test('leave the services out where none are given', () => {
    expect(readOptions([], {}).stores).toEqual(['embedded']);
  });

  test.each([
    [['--feeds', '0'], '--feeds is 0; use a whole number from 1 to 100000'],
    [['--store', 'redis'], '--store is redis; use embedded, services or both'],
    [['--store', 'services'], 'set WIREDESK_BENCH_DATABASE_URL and WIREDESK_BENCH_REDIS_URL'],
    [
      ['--only', 'fetch'],
      '--only is fetch; use program, parse, normalize, dedupe, stories, topics, polling, latency or readers',
    ],
    [['--rate', '5,0'], '--rate is 0; use a whole number from 1 to 200'],
    [['--readers', 'many'], '--readers is many; use a whole number from 0 to 10000'],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuse %j', (args, message) => {
    expect(() => readOptions(args, {})).toThrow(message);
  });
});
