import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { digestAfter } from '../../src/deliver/digest.ts';
import { heldUntil } from '../../src/deliver/held-until.ts';
import { endOfQuiet } from '../../src/deliver/quiet-hours.ts';
import { atOnce, type Pace, type QuietHours, weekdays } from '../../src/domain/subscription.ts';

const hourMs = 3_600_000;
const everyDay = [...weekdays];
const night: QuietHours = { from: '22:00', to: '07:00', days: everyDay };

// Clocks that are put forward at 2, at 1, at midnight, by half an hour, backwards in winter, and never.
const zones = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Casablanca',
  'UTC',
];
const zone = fc.constantFrom(...zones);
const time = fc.date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
/** A moment within a day and a half of when clocks are changed, which random ones seldom are. */
const changing = fc
  .tuple(
    fc.constantFrom('2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-04-05T15:00Z'),
    fc.integer({ min: -36 * hourMs, max: 36 * hourMs }),
  )
  .map(([change, ms]) => new Date(Date.parse(change) + ms));
const moment = fc.oneof(time, changing);
const clock = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minutes) => DateTime.utc(2026).plus({ minutes }).toFormat('HH:mm'));
const days = fc.subarray(everyDay, { minLength: 1, maxLength: 7 });
const quietHours = fc
  .record({ from: clock, to: clock, days })
  .filter(({ from, to, days }) => from !== to || days.length < 7);
const pace: fc.Arbitrary<Pace> = fc.record({
  timeZone: zone,
  digest: fc.oneof(
    fc.constantFrom(null, 'hourly', '30 2 * * *', '0 8 * * 1-5'),
    clock.map((at) => `daily ${at}`),
  ),
  quietHours: fc.option(quietHours),
  hourlyCap: fc.option(fc.integer({ min: 1, max: 5 })),
});
const shown = (at: Date | null, timeZone: string) =>
  at && DateTime.fromJSDate(at, { zone: timeZone }).toISO();

describe('quiet hours', () => {
  test.each([
    ['a night that clocks make longer', '2026-10-24T20:00Z', '2026-10-25T07:00:00.000+01:00'],
    ['a night that clocks make shorter', '2026-03-28T21:00Z', '2026-03-29T07:00:00.000+02:00'],
    ['the last minute of a night', '2026-06-02T04:59:59.999Z', '2026-06-02T07:00:00.000+02:00'],
    ['the first moment of a day', '2026-06-02T05:00Z', null],
    ['the last moment of a day', '2026-06-02T19:59:59.999Z', null],
  ])('in %s end when the clocks say so', (_, at, end) => {
    expect(shown(endOfQuiet(night, 'Europe/Berlin', new Date(at)), 'Europe/Berlin')).toBe(end);
  });

  test('begin on their days, and go on into the next', () => {
    const fridayNight: QuietHours = { ...night, days: ['fri'] };
    const end = (at: string) => endOfQuiet(fridayNight, 'UTC', new Date(at))?.toISOString() ?? null;
    expect(end('2026-06-05T23:00Z')).toBe('2026-06-06T07:00:00.000Z');
    expect(end('2026-06-06T06:00Z')).toBe('2026-06-06T07:00:00.000Z');
    expect(end('2026-06-06T23:00Z')).toBeNull();
  });

  test('of whole days that follow each other are one silence', () => {
    const weekend: QuietHours = { from: '00:00', to: '00:00', days: ['sat', 'sun'] };
    const end = endOfQuiet(weekend, 'Europe/London', new Date('2026-03-28T09:00Z'));
    expect(end?.toISOString()).toBe('2026-03-29T23:00:00.000Z');
  });

  test('always end, and not in quiet hours', () => {
    fc.assert(
      fc.property(quietHours, zone, moment, (quiet, timeZone, at) => {
        const end = endOfQuiet(quiet, timeZone, at);
        if (end === null) return;
        expect(end > at).toBe(true);
        expect(endOfQuiet(quiet, timeZone, end)).toBeNull();
      }),
    );
  });

  test('hold exactly what the clocks show between their ends', () => {
    // By the clocks alone, away from the hours in which they are changed.
    const plain = fc.record({
      from: fc.constantFrom('05:00', '22:15'),
      to: fc.constantFrom('06:30', '21:00'),
    });
    fc.assert(
      fc.property(plain, zone, moment, ({ from, to }, timeZone, at) => {
        const local = DateTime.fromJSDate(at, { zone: timeZone }).toFormat('HH:mm');
        const isQuiet = from < to ? local >= from && local < to : local >= from || local < to;
        expect(endOfQuiet({ from, to, days: everyDay }, timeZone, at) !== null).toBe(isQuiet);
      }),
    );
  });
});

describe('a digest', () => {
  test('of every day comes once on each, whatever the clocks do', () => {
    fc.assert(
      fc.property(clock, zone, moment, (at, timeZone, since) => {
        const first = digestAfter(`daily ${at}`, timeZone, since);
        const second = digestAfter(`daily ${at}`, timeZone, first);
        expect(first > since).toBe(true);
        const [one, other] = [first, second].map((date) => DateTime.fromJSDate(date, { zone: timeZone }));
        expect(one?.plus({ days: 1 }).toISODate()).toBe(other?.toISODate());
      }),
    );
  });

  test.each([
    ['daily 02:30', '2026-03-28T12:00Z', '2026-03-29T03:30:00.000+02:00'],
    ['daily 02:30', '2026-10-24T12:00Z', '2026-10-25T02:30:00.000+02:00'],
    ['daily 02:30', '2026-10-25T00:30Z', '2026-10-26T02:30:00.000+01:00'],
    ['hourly', '2026-10-25T00:10Z', '2026-10-25T02:00:00.000+01:00'],
    ['0 8 * * 1-5', '2026-06-05T12:00Z', '2026-06-08T08:00:00.000+02:00'],
  ])('%s of %s is of %s', (digest, since, due) => {
    expect(shown(digestAfter(digest, 'Europe/Berlin', new Date(since)), 'Europe/Berlin')).toBe(due);
  });
});

describe('a notice', () => {
  const now = new Date('2026-06-01T12:00:00.000Z');
  const minutesAgo = (...minutes: number[]) => minutes.map((ago) => new Date(now.getTime() - ago * 60_000));

  test('goes at once where nothing says otherwise', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(heldUntil(atOnce, { since: at, noticedAt: [] }, at)).toBeNull();
      }),
    );
  });

  test('beyond the cap waits until the last hour has had less', () => {
    const capped = { ...atOnce, hourlyCap: 2 };
    const held = (...ago: number[]) => heldUntil(capped, { since: now, noticedAt: minutesAgo(...ago) }, now);
    expect(held(50)).toBeNull();
    expect(held(50, 20)).toEqual(minutesAgo(-10)[0]);
    expect(held(70, 60, 20)).toBeNull();
  });

  test('that waited for its time goes at it, and never in quiet hours or beyond the cap', () => {
    const noticed = fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 6 });
    fc.assert(
      fc.property(pace, moment, fc.nat(48 * hourMs), noticed, (given, at, ageMs, minutes) => {
        const since = new Date(at.getTime() - ageMs);
        const noticedAt = minutes
          .toSorted((one, other) => other - one)
          .map((ago) => new Date(at.getTime() - ago * 60_000));
        const pending = { since, noticedAt };
        const until = heldUntil(given, pending, at);
        const goes = until ?? at;
        expect(goes >= at).toBe(true);
        expect(goes.getTime() - at.getTime()).toBeLessThan(15 * 24 * hourMs);
        expect(heldUntil(given, pending, goes)).toBeNull();
        if (given.quietHours) expect(endOfQuiet(given.quietHours, given.timeZone, goes)).toBeNull();
        if (given.hourlyCap) {
          const lastHour = noticedAt.filter((sent) => sent.getTime() > goes.getTime() - hourMs);
          expect(lastHour.length).toBeLessThan(given.hourlyCap);
        }
      }),
    );
  });
});
