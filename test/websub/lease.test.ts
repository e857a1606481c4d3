import { expect, test } from 'vitest';
import { askAgainAt, askDeniedAgainAt, leaseFrom } from '../../src/websub/lease.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const secondsTo = (time: Date) => (time.getTime() - now.getTime()) / 1000;

test('a lease is renewed when a fifth of it is left', () => {
  const { until, renewAt } = leaseFrom(now, 1000);
  expect([secondsTo(until), secondsTo(renewAt)]).toEqual([1000, 800]);
});

test('a lease of no time or of ages is held to what makes sense', () => {
  expect(secondsTo(leaseFrom(now, 0).until)).toBe(1);
  expect(secondsTo(leaseFrom(now, 1e12).until)).toBe(365 * 86_400);
});

test('a hub that does not confirm is asked less and less often, and at least once a day', () => {
  const waits = [1, 2, 3, 9, 10, 1000].map((asked) => secondsTo(askAgainAt(now, asked, null)));
  expect(waits).toEqual([300, 600, 1200, 76_800, 86_400, 86_400]);
});

test('the end of a running lease is not slept through', () => {
  const soon = new Date(now.getTime() + 60_000);
  expect(askAgainAt(now, 5, soon)).toEqual(soon);
  expect(secondsTo(askAgainAt(now, 1, now))).toBe(300);
});

test('a hub that has refused is asked again after a week', () => {
  expect(secondsTo(askDeniedAgainAt(now))).toBe(7 * 86_400);
});
