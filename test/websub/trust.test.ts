import { describe, expect, test } from 'vitest';
import { trustAfterPoll, trustAfterPush } from '../../src/websub/trust.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const minutesBefore = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

describe('a poll', () => {
  const poll = { at: now, newItems: 1, lastPolledAt: minutesBefore(30) };
  const trust = { state: 'working', missedAt: null } as const;

  test('that finds what no push had brought makes a hub unreliable', () => {
    const expected = { state: 'unreliable', missedAt: now };
    expect(trustAfterPoll(trust, minutesBefore(60), poll)).toEqual(expected);
    expect(trustAfterPoll({ ...trust, state: 'confirmed' }, minutesBefore(60), poll)).toEqual(expected);
  });

  test('that finds nothing leaves it as it is', () => {
    expect(trustAfterPoll(trust, minutesBefore(60), { ...poll, newItems: 0 })).toEqual(trust);
  });

  test('says nothing of what appeared before the hub promised to push', () => {
    expect(trustAfterPoll(trust, minutesBefore(20), poll)).toEqual(trust);
    expect(trustAfterPoll(trust, null, poll)).toEqual(trust);
    expect(trustAfterPoll(trust, minutesBefore(60), { ...poll, lastPolledAt: null })).toEqual(trust);
  });

  test.each(['pending', 'denied', 'lapsed'] as const)('does not blame a hub that is %s', (state) => {
    expect(trustAfterPoll({ ...trust, state }, minutesBefore(60), poll).state).toBe(state);
  });
});

describe('a push', () => {
  test('proves that the hub works', () => {
    expect(trustAfterPush({ state: 'confirmed', missedAt: null }, now).state).toBe('working');
  });

  test('that follows the poll of the same item by minutes was late, not lost', () => {
    const after = trustAfterPush({ state: 'unreliable', missedAt: minutesBefore(5) }, now);
    expect(after).toEqual({ state: 'working', missedAt: null });
  });

  test('that was received before the poll and read after it was not lost either', () => {
    const missedAt = new Date(now.getTime() + 2000);
    expect(trustAfterPush({ state: 'unreliable', missedAt }, now).state).toBe('working');
  });

  test('restores no trust on the day of a loss, and does after it', () => {
    const lost = (minutes: number) => ({ state: 'unreliable', missedAt: minutesBefore(minutes) }) as const;
    expect(trustAfterPush(lost(60), now).state).toBe('unreliable');
    expect(trustAfterPush(lost(25 * 60), now).state).toBe('working');
  });
});
