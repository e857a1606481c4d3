import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noHistory, type PollingHistory } from '../../src/domain/polling-history.ts';
import { advanceHistory } from '../../src/schedule/advance-history.ts';
import { advancePace, hasProbablyMissed, paceOfDates, paceSeconds } from '../../src/schedule/pace.ts';
import type { Poll } from '../../src/schedule/poll.ts';

const limits = { intervalSeconds: 900, floorSeconds: 60, ceilingSeconds: 3600 };
const hourMs = 3_600_000;
const now = new Date('2026-03-01T12:00:00Z');
const rate = fc.double({ min: 0, max: 1000, noNaN: true });

/** The wait after polls of a feed with `perHour` new items, each after the wait before it. */
function waitAfterPolls(start: number, perHour: number, polls: number): number {
  let pace = start;
  for (let poll = 0; poll < polls; poll += 1) {
    const waited = paceSeconds(pace, limits);
    pace = advancePace(pace, (perHour * waited) / 3600, waited * 1000);
  }
  return paceSeconds(pace, limits);
}

test('the wait lies between floor and ceiling, and more news never makes it longer', () => {
  fc.assert(
    fc.property(rate, rate, (one, other) => {
      const [slow, fast] = [
        paceSeconds(Math.min(one, other), limits),
        paceSeconds(Math.max(one, other), limits),
      ];
      expect(fast).toBeLessThanOrEqual(slow);
      expect(fast).toBeGreaterThanOrEqual(limits.floorSeconds);
      expect(slow).toBeLessThanOrEqual(limits.ceilingSeconds);
    }),
  );
});

test('the estimate stays between what was believed and what was seen', () => {
  fc.assert(
    fc.property(
      rate,
      fc.nat(500),
      fc.integer({ min: 1000, max: 90 * hourMs }),
      (believed, items, elapsedMs) => {
        const seen = (items / elapsedMs) * hourMs;
        const estimate = advancePace(believed, items, elapsedMs);
        expect(estimate).toBeGreaterThanOrEqual(Math.min(believed, seen) * 0.999);
        expect(estimate).toBeLessThanOrEqual(Math.max(believed, seen) * 1.001);
      },
    ),
  );
});

test('a feed that wakes up is followed within a few polls', () => {
  expect(waitAfterPolls(0, 20, 1)).toBeLessThan(300);
  expect(waitAfterPolls(0, 20, 20)).toBeLessThan(150);
});

test('a feed that falls silent is still asked often the next morning, and rarely a week later', () => {
  const afterSilence = (hours: number) => paceSeconds(advancePace(12, 0, hours * hourMs), limits);
  expect(afterSilence(8)).toBeLessThan(300);
  expect(afterSilence(24 * 7)).toBe(3600);
});

describe('a first reading', () => {
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hourMs).toISOString();

  test('tells the pace by its dates: of a day or of a week, whichever is the faster', () => {
    expect(paceOfDates([1, 2, 3, 4, 5, 6].map(hoursAgo), now)).toBe(6 / 24);
    expect(paceOfDates([30, 50, 70, 90].map(hoursAgo), now)).toBe(4 / 168);
  });

  test('without dates tells nothing, and dates in the future do not count', () => {
    expect(paceOfDates([], now)).toBeNull();
    expect(paceOfDates([hoursAgo(-5)], now)).toBe(0);
  });
});

test('a feed without dates learns its pace from the second reading on', () => {
  const poll = (newItems: number, atHours: number): Poll => ({
    startedAt: new Date(atHours * hourMs),
    endedAt: new Date(atHours * hourMs),
    outcome: { kind: 'success' },
    reading: { items: 10, newItems, newDates: [], hints: noHistory.hints, bodyHash: `body ${atHours}` },
    pushed: null,
    conditional: false,
    maxAgeSeconds: null,
    movedTo: null,
  });
  const after = (history: PollingHistory, next: Poll, succeededAt: Date | null) =>
    advanceHistory(history, next, { succeededAt, wasNotModified: false, askedAdopted: false });
  const first = after(noHistory, poll(10, 0), null);
  expect(first.newPerHour).toBeNull();
  const second = after(first, poll(3, 0.5), new Date(0));
  expect(second.newPerHour).toBe(7);
  expect(after(second, poll(0, 1), new Date(hourMs / 2)).newPerHour).toBeLessThan(7);
});

describe('items were probably missed', () => {
  const reading = { items: 10, newItems: 10, newDates: [], hints: noHistory.hints, bodyHash: '' };
  const known = { ...noHistory, bodyHash: 'known' };

  test('where all of a reading is new', () => {
    expect(hasProbablyMissed(known, reading)).toBe(true);
    expect(hasProbablyMissed(known, { ...reading, newItems: 9 })).toBe(false);
  });

  test('but not at the first reading, nor in a feed of two items', () => {
    expect(hasProbablyMissed(noHistory, reading)).toBe(false);
    expect(hasProbablyMissed(known, { ...reading, items: 2, newItems: 2 })).toBe(false);
  });
});
