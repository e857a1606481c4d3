import { describe, expect, test } from 'vitest';
import { freshnessHints } from '../../src/fetch/freshness-hints.ts';

const now = new Date('2031-03-04T12:00:00Z');

describe('freshnessHints', () => {
  test.each([
    ['seconds', '120', 120],
    ['an IMF-fixdate', 'Tue, 04 Mar 2031 12:02:00 GMT', 120],
    ['an RFC 850 date', 'Tuesday, 04-Mar-31 12:02:00 GMT', 120],
    ['an asctime date, which means GMT', 'Tue Mar  4 12:02:00 2031', 120],
    ['a date gone by', 'Tue, 04 Mar 2031 11:00:00 GMT', 0],
    ['more seconds than 2³¹', '99999999999999999999', 2 ** 31],
    ['a negative number', '-5', null],
    ['a fraction', '1.5', null],
    ['words', 'later', null],
    ['nothing', '', null],
  ])('reads Retry-After as %s', (_form, value, seconds) => {
    expect(freshnessHints({ 'retry-after': value }, now).retryAfterSeconds).toBe(seconds);
  });

  test.each([
    ['max-age', { 'cache-control': 'public, max-age=600' }, 600],
    ['max-age in any case and quoted', { 'cache-control': 'Max-Age="600"' }, 600],
    ['max-age less Age', { 'cache-control': 'max-age=600', age: '100' }, 500],
    ['0 for an Age above max-age', { 'cache-control': 'max-age=600', age: '1000' }, 0],
    ['max-age rather than s-maxage', { 'cache-control': 's-maxage=86400, max-age=60' }, 60],
    ['s-maxage where there is no max-age', { 'cache-control': 's-maxage=300' }, 300],
    [
      'max-age rather than Expires',
      { 'cache-control': 'max-age=5', expires: 'Tue, 04 Mar 2031 13:00:00 GMT' },
      5,
    ],
    ['max-age of a repeated header', { 'cache-control': ['public', 'max-age=7'] }, 7],
    [
      'Expires less Date',
      { expires: 'Tue, 04 Mar 2031 10:10:00 GMT', date: 'Tue, 04 Mar 2031 10:00:00 GMT' },
      600,
    ],
    ['Expires less now without a Date', { expires: 'Tue, 04 Mar 2031 12:10:00 GMT' }, 600],
    ['0 for Expires: 0', { expires: '0' }, 0],
    ['0 for Expires: -1', { expires: '-1' }, 0],
    ['null without a hint', { 'cache-control': 'no-cache, x-max-age=9' }, null],
    ['null for a max-age that is no number', { 'cache-control': 'max-age=soon' }, null],
  ])('gives %s', (_what, headers, seconds) => {
    expect(freshnessHints(headers, now).maxAgeSeconds).toBe(seconds);
  });
});
