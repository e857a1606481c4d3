import { describe, expect, test } from 'vitest';
import { judgeRound } from '../../src/deliver/judge-round.ts';
import type { Blame, PostOutcome } from '../../src/domain/post-outcome.ts';

const endedAt = new Date('2026-03-01T00:00:00.000Z');
const hourMs = 3_600_000;
const terms = { endedAt, pauseAfterMs: 72 * hourMs, pausesSeconds: [5, 60, 300], random: () => 0 };
const lastTry = 4;
const fresh = { failures: 0, failingSince: null };

const taken: PostOutcome = { kind: 'accepted', status: 204, answer: '' };
const unreachable: PostOutcome = { kind: 'failed', message: 'nothing listens there' };
const refused = (
  status: number,
  blame: Blame = 'target',
  retryAfterSeconds: number | null = null,
): PostOutcome => ({
  kind: 'refused',
  status,
  blame,
  message: `the server answered ${status}`,
  retryAfterSeconds,
});
const secondsLater = (date: Date | null | undefined) =>
  date === null || date === undefined ? null : (date.getTime() - endedAt.getTime()) / 1000;

/** The verdict on one call. */
function judgeOne(outcome: PostOutcome, attempts = 1, history: Parameters<typeof judgeRound>[1] = fresh) {
  const { target, deliveries } = judgeRound([{ outcome, attempts }], history, terms);
  return { target, delivery: deliveries[0] };
}

describe('a round of calls', () => {
  test('that was taken ends the deliveries, and the trouble of the target', () => {
    const { target, delivery } = judgeOne(taken, 3, { failures: 5, failingSince: new Date(0) });
    expect(delivery?.state).toBe('delivered');
    expect(target).toEqual({ failures: 0, failingSince: null, retryAt: null, state: null, fault: null });
  });

  test.each([[unreachable], [refused(500)], [refused(302)]])(
    'of which nothing was taken lets the target rest: %o',
    (outcome) => {
      const { target, delivery } = judgeOne(outcome);
      expect(delivery?.state).toBe('waiting');
      expect(target).toMatchObject({ failures: 1, failingSince: endedAt, state: null });
      expect(secondsLater(target.retryAt)).toBe(5);
    },
  );

  test('lets the target rest longer with each failure, up to the longest pause', () => {
    const pauses = [1, 2, 3, 9, 50].map((failures) =>
      secondsLater(
        judgeOne(unreachable, 1, { failures: failures - 1, failingSince: endedAt }).target.retryAt,
      ),
    );
    expect(pauses).toEqual([5, 60, 300, 300, 300]);
  });

  test('comes again when the target asks for it, at most a day later', () => {
    expect(secondsLater(judgeOne(refused(429, 'target', 120)).target.retryAt)).toBe(120);
    expect(secondsLater(judgeOne(refused(503, 'target', 10_000_000)).target.retryAt)).toBe(86_400);
  });

  test('gives a target up that took nothing for days', () => {
    const since = new Date(endedAt.getTime() - 72 * hourMs);
    expect(judgeOne(unreachable, 1, { failures: 8, failingSince: since }).target.state).toBe('failing');
  });

  test('ends the subscription of a target that is gone', () => {
    expect(judgeOne(refused(410, 'gone')).target.state).toBe('gone');
  });

  test('tries a message that alone is refused again, without holding up the others', () => {
    const { target, delivery } = judgeOne(refused(422, 'message'));
    expect([target.retryAt, delivery?.state, secondsLater(delivery?.dueAt)]).toEqual([null, 'waiting', 5]);
  });

  test('gives a message up after its last try, if the target is well', () => {
    expect(judgeOne(refused(422, 'message'), lastTry).delivery?.state).toBe('dead');
    expect(judgeOne(unreachable, lastTry).delivery?.state).toBe('waiting');
  });

  test('takes a fault for the fault of its message where others were taken', () => {
    const calls = [
      { outcome: refused(500), attempts: lastTry },
      { outcome: taken, attempts: 1 },
    ];
    const { target, deliveries } = judgeRound(calls, fresh, terms);
    expect(deliveries.map(({ state }) => state)).toEqual(['dead', 'delivered']);
    expect(target).toMatchObject({ failures: 0, retryAt: null, fault: 'the server answered 500' });
  });
});
