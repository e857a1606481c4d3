import { expect, test } from 'vitest';
import { noHistory, type PollingHistory } from '../../src/domain/polling-history.ts';
import { feedState } from '../../src/schedule/feed-state.ts';
import type { PollOutcome } from '../../src/schedule/poll.ts';

const now = new Date('2026-03-10T00:00:00Z');
const success: PollOutcome = { kind: 'success' };
const failure: PollOutcome = { kind: 'failure', cause: 'passing' };
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
const hourly = { usualGapSeconds: 3600 };

test.each<[string, Partial<PollingHistory>, PollOutcome, string]>([
  ['all is well', {}, success, 'healthy'],
  ['redirects lead elsewhere', { move: { to: 'https://n.example/', since: daysAgo(1) } }, success, 'moved'],
  ['fetches take long', { usualDurationMs: 12_000 }, success, 'slow'],
  ['an hourly feed says nothing for two days', { ...hourly, lastNewAt: daysAgo(2) }, success, 'quiet'],
  ['an hourly feed says nothing for half a day', { ...hourly, lastNewAt: daysAgo(0.5) }, success, 'healthy'],
  [
    'a weekly feed says nothing for two weeks',
    { usualGapSeconds: 604_800, lastNewAt: daysAgo(14) },
    success,
    'healthy',
  ],
  [
    'all items were new today',
    { missedAt: daysAgo(0.2), ...hourly, lastNewAt: daysAgo(3) },
    success,
    'missing-items',
  ],
  ['all items were new last week', { missedAt: daysAgo(7) }, success, 'healthy'],
  ['the last poll failed', { missedAt: daysAgo(0.2) }, failure, 'failing'],
  ['the server asks to wait', {}, { kind: 'rate-limited', retryAfterSeconds: 60 }, 'failing'],
  ['the server says 410', { usualDurationMs: 12_000 }, { kind: 'gone' }, 'gone'],
])('%s', (_, history, outcome, state) => {
  expect(feedState({ ...noHistory, ...history }, outcome, now)).toBe(state);
});
