import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intervalOf, writtenInterval } from '../../src/config/interval.ts';
import { hideHeaders, writtenSchedule } from '../../src/config/written-feed.ts';

test('an interval is written in the largest unit that makes it whole, and read back as it was', () => {
  expect([90, 900, 7200, 172_800].map(writtenInterval)).toEqual(['90s', '15m', '2h', '2d']);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 * 86_400 }), (seconds) => {
      expect(intervalOf(writtenInterval(seconds))).toBe(seconds);
    }),
  );
});

test('a schedule is written in the words of its kind alone', () => {
  const none = { every: null, minEvery: null, maxEvery: null, cron: null, timezone: null };
  expect(writtenSchedule(null)).toEqual(none);
  expect(writtenSchedule({ kind: 'paced', minSeconds: 300, maxSeconds: null })).toEqual({
    ...none,
    minEvery: '5m',
  });
  expect(writtenSchedule({ kind: 'cron', expression: '0 6 * * *', timezone: 'UTC' })).toEqual({
    ...none,
    cron: '0 6 * * *',
    timezone: 'UTC',
  });
});

test('headers are shown without their values', () => {
  expect(hideHeaders({ authorization: 'secret', 'x-a': '' })).toEqual({ authorization: '•••', 'x-a': '•••' });
});
