import { expect, test } from 'vitest';
import { createJourneys, findLosses } from '../../bench/latency/journeys.ts';
import { trackedItem, trackedNumbers } from '../../bench/latency/tracked-item.ts';
import { percentiles } from '../../bench/report/percentiles.ts';

test('an item that was not seen where it had to be, or too often, is a loss', () => {
  const journeys = createJourneys();
  for (const number of [0, 1, 2]) journeys.begin(number, 'push', { stream: 1, webhook: 1, feed: 0 });
  for (const number of [1, 2])
    for (const place of ['log', 'stream', 'webhook'] as const) journeys.see(number, place, 0);
  journeys.see(2, 'webhook', 0);
  expect(findLosses(journeys.since(1))).toEqual(['item 2 was seen 2 of 1 times in: webhook']);
  expect(findLosses(journeys.since(0))).toHaveLength(4);
});

test('a tracked item is known by its title, wherever that stands', () => {
  const titles = [7, 12].map((number) => trackedItem(1, 0, number, 3).title);
  expect(trackedNumbers(JSON.stringify([...titles, titles[0]]))).toEqual([7, 12]);
});

test('percentiles are durations that were measured', () => {
  const took = percentiles(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(took).toEqual({ count: 200, p50Ms: 100, p95Ms: 190, p99Ms: 198, maxMs: 200 });
  expect(percentiles([]).p50Ms).toBeNaN();
});
