import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate } from '../../src/parse/dates.ts';

test.each([
  ['Tue, 05 Mar 2024 10:15:30 GMT', '2024-03-05T10:15:30.000Z'],
  ['Fri, 5 Mar 2024 10:15 +0100', '2024-03-05T09:15:00.000Z'],
  ['5 mar 24 10:15:30 est', '2024-03-05T15:15:30.000Z'],
  ['05 Mar 99 10:15:30 Z', '1999-03-05T10:15:30.000Z'],
  ['Tuesday, 05-Mar-24 10:15:30 UTC', '2024-03-05T10:15:30.000Z'],
  ['Tue Mar  5 10:15:30 2024', '2024-03-05T10:15:30.000Z'],
  ['Tue Mar 05 2024 10:15:30 GMT+0100 (CET)', '2024-03-05T09:15:30.000Z'],
  ['Tue Mar 5 10:15:30 PST 2024', '2024-03-05T18:15:30.000Z'],
  ['March 5, 2024 1:15 PM', '2024-03-05T13:15:00.000Z'],
  ['Di, 5 Dez 2023 10:15:30 +0000', '2023-12-05T10:15:30.000Z'],
  ['mar, 5 mar 2024 10:15:30 +0000', '2024-03-05T10:15:30.000Z'],
  ['2024-03-05T10:15:30Z', '2024-03-05T10:15:30.000Z'],
  ['2024-03-05t10:15:30.123456+05:30', '2024-03-05T04:45:30.123Z'],
  ['2024-03-05 10:15', '2024-03-05T10:15:00.000Z'],
  ['2024-03-05 10:15:30 +0200', '2024-03-05T08:15:30.000Z'],
  ['2024-03-05T10:15:30+00:0', '2024-03-05T10:15:30.000Z'],
  ['2024/03/05', '2024-03-05T00:00:00.000Z'],
  ['2024-03', '2024-03-01T00:00:00.000Z'],
  ['20240305T101530Z', '2024-03-05T10:15:30.000Z'],
  ['2024-02-28T24:00:00Z', '2024-02-29T00:00:00.000Z'],
])('%s is %s', (value, iso) => {
  expect(parseDate(value)).toBe(iso);
});

test.each([
  '',
  'soon',
  '0001-01-01T00:00:00Z',
  '2024-02-30T00:00:00Z',
  '2024-13-01',
  'Tue, 32 Mar 2024 10:00:00 GMT',
  '2024-03-05T25:00:00Z',
  '10/03/2024',
  '12:30',
  'x'.repeat(500),
])('%j is no date', (value) => {
  expect(parseDate(value)).toBeNull();
});

test('never throws, and gives ISO 8601 UTC or null', () => {
  const pieces = fc.constantFrom(
    '2024',
    '-',
    ':',
    ' ',
    'T',
    'Mar',
    '05',
    '5',
    '+',
    '0100',
    'Z',
    'EST',
    ',',
    '99',
    '.',
    '(',
    ')',
  );
  const dateLike = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(fc.string(), dateLike), (value) => {
      const date = parseDate(value);
      expect(date === null || new Date(date).toISOString() === date).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('reads back every date written by RFC 3339 and RFC 822', () => {
  const moments = fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, (moment) => {
      expect(parseDate(moment.toISOString())).toBe(moment.toISOString());
      expect(parseDate(moment.toUTCString())).toBe(`${moment.toISOString().slice(0, 19)}.000Z`);
    }),
  );
});
