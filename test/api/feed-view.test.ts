import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patchFeed } from '../../src/api/feed-view.ts';
import { mergePatch } from '../../src/api/merge-patch.ts';
import { feedSchema, toFeedDefinition } from '../../src/config/feed-schema.ts';
import type { FeedSchedule } from '../../src/domain/feed-definition.ts';
import { feedDefinition } from '../support/articles.ts';

const schedules: fc.Arbitrary<FeedSchedule | null> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1, max: 30 * 86_400 }).map((seconds) => ({ kind: 'interval' as const, seconds })),
  fc
    .constantFrom([300, null], [null, 3600], [300, 3600])
    .map(([minSeconds = null, maxSeconds = null]) => ({ kind: 'paced' as const, minSeconds, maxSeconds })),
  fc
    .constantFrom('0 6 * * *', '*/15 * * * 1-5')
    .map((expression) => ({ kind: 'cron' as const, expression, timezone: 'Asia/Tokyo' })),
);

describe('a patched feed', () => {
  test('is the same feed where the patch is empty', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        const feed = feedDefinition({
          schedule,
          headers: { 'x-a': 'secret' },
          rules: { a: 1 },
          language: 'en-GB',
        });
        expect(toFeedDefinition(feedSchema.parse(patchFeed(feed, {})))).toEqual(feed);
      }),
    );
  });
});

describe('a merge patch', () => {
  // RFC 7396, appendix A.
  test.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'foo' }, null, null],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('makes of %j with %j %j', (target, patch, expected) => {
    expect(mergePatch(target, patch)).toEqual(expected);
  });
});
