import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDue, type PollHistory, type ScheduleLimits } from '../../src/schedule/next-due.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const limits: ScheduleLimits = {
  intervalSeconds: 900,
  maxIntervalSeconds: 86_400,
  jitterRatio: 0.1,
  backoffCeilingSeconds: 43_200,
};
const middle = 0.5;

function secondsUntilDue(changes: Partial<PollHistory>, random = middle): number {
  const history: PollHistory = { schedule: null, outcome: { kind: 'success' }, failures: 0, ...changes };
  return (nextDue(history, limits, now, random).getTime() - now.getTime()) / 1000;
}

describe('an interval', () => {
  test('is the default one where the feed has none', () => {
    expect(secondsUntilDue({})).toBe(900);
  });

  test('of the feed goes before the default one', () => {
    expect(secondsUntilDue({ schedule: { kind: 'interval', seconds: 120 } })).toBe(120);
  });

  test('is spread by the jitter ratio in both directions', () => {
    expect(secondsUntilDue({}, 0)).toBe(810);
    expect(secondsUntilDue({}, 0.999_999)).toBeCloseTo(990, 0);
  });
});

describe('after failures', () => {
  const failure = { kind: 'failure' } as const;

  test.each([
    [1, 900],
    [2, 1800],
    [4, 7200],
    [7, 43_200],
    [10_000, 43_200],
  ])('%i in a row the wait is %i s', (failures, seconds) => {
    expect(secondsUntilDue({ outcome: failure, failures })).toBe(seconds);
  });

  test('a feed slower than the ceiling keeps its own interval', () => {
    const schedule = { kind: 'interval', seconds: 80_000 } as const;
    expect(secondsUntilDue({ schedule, outcome: failure, failures: 3 })).toBe(80_000);
  });

  test('a feed that is gone is asked again at the ceiling', () => {
    expect(secondsUntilDue({ outcome: { kind: 'gone' }, failures: 1 })).toBe(43_200);
  });
});

describe('when the server limits the rate', () => {
  const rateLimited = (retryAfterSeconds: number | null) => ({
    outcome: { kind: 'rate-limited', retryAfterSeconds } as const,
    failures: 1,
  });

  test('its Retry-After is waited for, never less', () => {
    expect(secondsUntilDue(rateLimited(5000), 0)).toBe(5000);
  });

  test('a Retry-After shorter than the interval does not shorten it', () => {
    expect(secondsUntilDue(rateLimited(5))).toBe(900);
  });

  test('a wild Retry-After is held to the longest interval', () => {
    expect(secondsUntilDue(rateLimited(10_000_000))).toBe(86_400);
  });
});

describe('a cron expression', () => {
  const schedule = { kind: 'cron', expression: '30 6 * * *', timezone: 'Europe/Berlin' } as const;

  test('is followed in its time zone, without jitter', () => {
    expect(nextDue({ schedule, outcome: { kind: 'success' }, failures: 0 }, limits, now, 0)).toEqual(
      new Date('2026-03-02T05:30:00.000Z'),
    );
  });

  describe('after failures', () => {
    const failure = { kind: 'failure' } as const;
    const justAfter = new Date('2026-03-02T05:30:05.000Z');
    const minutes = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 60_000);

    test('is followed no less: a daily feed that failed is tried again on the same day', () => {
      let time = justAfter;
      const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((failures) => {
        const due = nextDue({ schedule, outcome: failure, failures }, limits, time, middle);
        const wait = minutes(time, due);
        time = due;
        return wait;
      });
      // The seventh and later tries are at its own times, of which none is left out.
      expect(waits.slice(0, 6)).toEqual([15, 30, 60, 120, 240, 480]);
      expect(waits.slice(6)).toEqual([495, 1440, 1440]);
    });

    test('a time that comes before the back-off is over is not left out', () => {
      const hourly = { kind: 'cron', expression: '0 * * * *', timezone: 'UTC' } as const;
      const at = new Date('2026-03-01T12:55:00.000Z');
      expect(nextDue({ schedule: hourly, outcome: failure, failures: 1 }, limits, at, middle)).toEqual(
        new Date('2026-03-01T13:00:00.000Z'),
      );
    });

    test.each([
      [1, 60],
      [5, 15 * 60],
      [20, 43_200],
    ])('%i in a row, a feed of every minute is tried again in %i s', (failures, seconds) => {
      const minutely = { kind: 'cron', expression: '* * * * *', timezone: 'UTC' } as const;
      const wait = secondsUntilDue({ schedule: minutely, outcome: failure, failures });
      expect(Math.abs(wait - seconds)).toBeLessThanOrEqual(60);
    });

    test('a feed that is gone is asked again at its times, or at the ceiling where they are closer', () => {
      const gone = { outcome: { kind: 'gone' }, failures: 1 } as const;
      expect(nextDue({ schedule, ...gone }, limits, justAfter, middle)).toEqual(
        new Date('2026-03-03T05:30:00.000Z'),
      );
      const hourly = { kind: 'cron', expression: '0 * * * *', timezone: 'UTC' } as const;
      expect(secondsUntilDue({ schedule: hourly, ...gone })).toBe(43_200);
    });

    test('is never asked again before the time that Retry-After names', () => {
      const outcome = { kind: 'rate-limited', retryAfterSeconds: 5000 } as const;
      expect(secondsUntilDue({ schedule, outcome, failures: 1 }, 0)).toBe(5000);
    });
  });
});

test('the next time is always after now, within the ceiling and its jitter, and the same for the same input', () => {
  const schedules = fc.oneof(
    fc.constant(null),
    fc.record({
      kind: fc.constant('cron' as const),
      expression: fc.constantFrom('0 6 * * *', '*/5 * * * *', '0 6-20 * * 1-5'),
      timezone: fc.constantFrom('UTC', 'Europe/Berlin'),
    }),
    fc.record({ kind: fc.constant('interval' as const), seconds: fc.integer({ min: 60, max: 86_400 }) }),
  );
  const outcomes: fc.Arbitrary<PollHistory['outcome']> = fc.oneof(
    fc.constantFrom({ kind: 'success' as const }, { kind: 'failure' as const }, { kind: 'gone' as const }),
    fc.record({
      kind: fc.constant('rate-limited' as const),
      retryAfterSeconds: fc.option(fc.integer({ min: 0, max: 1e9 })),
    }),
  );
  // `now` is a Sunday; a gap between the times of weekdays may last three days.
  const longestWait = 3 * 86_400;
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(schedules, outcomes, fc.nat(1e6), random, (schedule, outcome, failures, r) => {
      const wait = secondsUntilDue({ schedule, outcome, failures }, r);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(longestWait * 1.1);
      expect(secondsUntilDue({ schedule, outcome, failures }, r)).toBe(wait);
    }),
  );
});
