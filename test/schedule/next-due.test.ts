import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeedSchedule } from '../../src/domain/feed-definition.ts';
import { noHistory, type PollingHistory } from '../../src/domain/polling-history.ts';
import { nextDue, type Polled, type ScheduleLimits } from '../../src/schedule/next-due.ts';
import type { PollOutcome } from '../../src/schedule/poll.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const limits: ScheduleLimits = {
  intervalSeconds: 900,
  minIntervalSeconds: 60,
  slowestSeconds: 3600,
  pushedSeconds: 14_400,
  maxIntervalSeconds: 86_400,
  jitterRatio: 0.1,
  backoffCeilingSeconds: 43_200,
};
const middle = 0.5;

interface Case {
  schedule: FeedSchedule | null;
  outcome: PollOutcome;
  failures: number;
  maxAgeSeconds: number | null;
  pushedUntil: Date | null;
  history: Partial<PollingHistory>;
  isFirst: boolean;
}

function polled(changes: Partial<Case>): Polled {
  const { schedule = null, outcome = { kind: 'success' }, failures = 0, maxAgeSeconds = null } = changes;
  return {
    schedule,
    isFirst: changes.isFirst ?? false,
    failures,
    pushedUntil: changes.pushedUntil ?? null,
    poll: { outcome, maxAgeSeconds },
    history: { ...noHistory, ...changes.history },
  };
}

function secondsUntilDue(changes: Partial<Case>, random = middle): number {
  return (nextDue(polled(changes), limits, now, random).getTime() - now.getTime()) / 1000;
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

  test('after the first poll is spread so wide that feeds added together come apart', () => {
    expect(secondsUntilDue({ isFirst: true }, 0)).toBe(450);
    expect(secondsUntilDue({ isFirst: true }, 0.999_999)).toBeCloseTo(1350, 0);
  });
});

describe('after failures', () => {
  const failure = { kind: 'failure', cause: 'passing' } as const;

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

test.each([
  ['passing', 900],
  ['unreadable', 1800],
  ['refused', 3600],
] as const)('after a failure that is %s the first wait is %i s', (cause, seconds) => {
  expect(secondsUntilDue({ outcome: { kind: 'failure', cause }, failures: 1 })).toBe(seconds);
});

describe("a feed's own pace", () => {
  test.each([
    [2, 900],
    [60, 60],
    [0, 3600],
    [1, 1800],
  ])('%d new items an hour make it due in %i s', (newPerHour, seconds) => {
    expect(secondsUntilDue({ history: { newPerHour } })).toBe(seconds);
  });

  test('stands behind an interval and an expression of the operator', () => {
    const history = { newPerHour: 60 };
    expect(secondsUntilDue({ schedule: { kind: 'interval', seconds: 120 }, history })).toBe(120);
    const schedule = { kind: 'cron', expression: '0 * * * *', timezone: 'UTC' } as const;
    expect(secondsUntilDue({ schedule, history })).toBe(3600);
  });

  test('is what the back-off starts from', () => {
    const outcome = { kind: 'failure', cause: 'passing' } as const;
    expect(secondsUntilDue({ outcome, failures: 2, history: { newPerHour: 60 } })).toBe(120);
  });
});

describe("the operator's bounds", () => {
  const between = (minSeconds: number | null, maxSeconds: number | null): FeedSchedule => ({
    kind: 'paced',
    minSeconds,
    maxSeconds,
  });
  const busy = { newPerHour: 3600 };
  const still = { newPerHour: 0 };

  test('are kept by its own pace, known or not, wider or narrower than the settings', () => {
    const schedule = between(300, 1200);
    const known = [busy, { newPerHour: 3 }, still].map((history) => secondsUntilDue({ schedule, history }));
    expect(known).toEqual([300, 600, 1200]);
    expect(secondsUntilDue({ schedule: between(1200, null) })).toBe(1200);
    expect(secondsUntilDue({ schedule: between(7200, null), history: busy })).toBe(7200);
    expect(secondsUntilDue({ schedule: between(null, 30), history: busy })).toBe(30);
    expect(secondsUntilDue({ schedule: between(null, 30) })).toBe(30);
  });

  test('hold against wishes of the publisher and a hub, not against Retry-After and back-off', () => {
    const schedule = between(null, 1200);
    const hints = { ttlMinutes: 600, skipHours: [12, 13, 14], skipDays: [] };
    expect(secondsUntilDue({ schedule, history: { ...still, hints }, maxAgeSeconds: 9000 })).toBe(1200);
    const pushedUntil = new Date(now.getTime() + 86_400_000);
    expect(secondsUntilDue({ schedule, history: still, pushedUntil })).toBe(1200);
    const outcome: PollOutcome = { kind: 'rate-limited', retryAfterSeconds: 5000 };
    expect(secondsUntilDue({ schedule, outcome, failures: 1 })).toBe(5000);
    const failure: PollOutcome = { kind: 'failure', cause: 'passing' };
    expect(secondsUntilDue({ schedule, outcome: failure, failures: 4, history: still })).toBe(9600);
  });
});

describe('while a hub pushes', () => {
  const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const history = { newPerHour: 6 };

  test('a feed is polled twelve times rarer, up to the limit', () => {
    expect(secondsUntilDue({ history, pushedUntil: inHours(100) })).toBe(3600);
    expect(secondsUntilDue({ history: { newPerHour: 0.1 }, pushedUntil: inHours(100) })).toBe(14_400);
  });

  test('a feed is polled when the lease ends, though not faster than at its pace', () => {
    expect(secondsUntilDue({ history, pushedUntil: inHours(0.5) })).toBe(1800);
    expect(secondsUntilDue({ history, pushedUntil: inHours(-1) })).toBe(300);
  });

  test('failures are tried again as ever, and an interval of the operator stands', () => {
    const failure: PollOutcome = { kind: 'failure', cause: 'passing' };
    const pushedUntil = inHours(100);
    expect(secondsUntilDue({ history, pushedUntil, outcome: failure, failures: 1 })).toBe(300);
    expect(secondsUntilDue({ pushedUntil, schedule: { kind: 'interval', seconds: 120 } })).toBe(120);
  });
});

describe("the publisher's wishes", () => {
  const hints = { ttlMinutes: null, skipHours: [], skipDays: [] };

  test.each([
    ['ttl', { history: { newPerHour: 60, hints: { ...hints, ttlMinutes: 45 } } }, 2700],
    ['Cache-Control', { maxAgeSeconds: 1200 }, 1200],
    ['the longer of both', { maxAgeSeconds: 1200, history: { hints: { ...hints, ttlMinutes: 30 } } }, 1800],
    ['a shorter one changes nothing', { maxAgeSeconds: 5 }, 900],
    ['a year, held to the longest interval', { maxAgeSeconds: 31_536_000 }, 86_400],
  ])('%s', (_, changes, seconds) => {
    expect(secondsUntilDue(changes)).toBe(seconds);
  });

  test('are not asked where the operator gave an interval', () => {
    const schedule = { kind: 'interval', seconds: 300 } as const;
    const skipped = { ...hints, ttlMinutes: 60, skipHours: [12, 13] };
    expect(secondsUntilDue({ schedule, maxAgeSeconds: 7200, history: { hints: skipped } })).toBe(300);
  });

  test('skipHours and skipDays put a poll off to the first time outside of them, at its minute', () => {
    // `now` is Sunday, 12:00; it would be due at 12:15.
    const due = (changes: object) =>
      nextDue(polled({ history: { hints: { ...hints, ...changes } } }), limits, now, middle).toISOString();
    expect(due({ skipHours: [12, 13] })).toBe('2026-03-01T14:15:00.000Z');
    expect(due({ skipDays: [0] })).toBe('2026-03-02T00:15:00.000Z');
    expect(due({ skipDays: [0], skipHours: [0, 1] })).toBe('2026-03-02T02:15:00.000Z');
  });

  test('that leave no time at all are nonsense', () => {
    const allHours = Array.from({ length: 24 }, (_, hour) => hour);
    expect(secondsUntilDue({ history: { hints: { ...hints, skipHours: allHours } } })).toBe(900);
    expect(secondsUntilDue({ history: { hints: { ...hints, skipDays: [0, 1, 2, 3, 4, 5, 6] } } })).toBe(900);
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
    expect(nextDue(polled({ schedule }), limits, now, 0)).toEqual(new Date('2026-03-02T05:30:00.000Z'));
  });

  describe('after failures', () => {
    const failure = { kind: 'failure', cause: 'passing' } as const;
    const justAfter = new Date('2026-03-02T05:30:05.000Z');
    const minutes = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 60_000);

    test('is followed no less: a daily feed that failed is tried again on the same day', () => {
      let time = justAfter;
      const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((failures) => {
        const due = nextDue(polled({ schedule, outcome: failure, failures }), limits, time, middle);
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
      expect(
        nextDue(polled({ schedule: hourly, outcome: failure, failures: 1 }), limits, at, middle),
      ).toEqual(new Date('2026-03-01T13:00:00.000Z'));
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
      expect(nextDue(polled({ schedule, ...gone }), limits, justAfter, middle)).toEqual(
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
  const outcomes: fc.Arbitrary<PollOutcome> = fc.oneof(
    fc.constantFrom(
      { kind: 'success' as const },
      { kind: 'failure' as const, cause: 'refused' as const },
      { kind: 'gone' as const },
    ),
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
