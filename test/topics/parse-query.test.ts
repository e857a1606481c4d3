import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxQueryChars, parseQuery } from '../../src/topics/parse-query.ts';
import { describeQueryFault } from '../../src/topics/query-fault.ts';
import { queryOf } from './article.ts';

const word = (text: string, field = 'text') => ({
  kind: 'phrase',
  field,
  terms: [{ form: 'word', lexeme: field === 'author' ? `/author/${text}` : text }],
  written: field === 'text' ? text : `${field}:${text}`,
});

describe('a query', () => {
  test('binds NOT more than AND, and AND more than OR', () => {
    expect(queryOf('a b OR NOT c AND d')).toEqual({
      kind: 'any',
      of: [
        { kind: 'all', of: [word('a'), word('b')] },
        { kind: 'all', of: [{ kind: 'not', of: word('c') }, word('d')] },
      ],
    });
  });

  test('takes operators in capitals alone: the same in small letters is a word', () => {
    expect(queryOf('salt and pepper')).toEqual({
      kind: 'all',
      of: ['salt', 'and', 'pepper'].map((w) => word(w)),
    });
  });

  test('gives a field to all of a group, unless a part names its own', () => {
    expect(queryOf('title:(a OR author:b)')).toEqual({
      kind: 'any',
      of: [word('a', 'title'), word('b', 'author')],
    });
  });

  test('reads a word of several terms as a phrase, and typographic quotation marks as plain ones', () => {
    const terms = [
      { form: 'word', lexeme: 'covid' },
      { form: 'word', lexeme: '19' },
    ];
    expect(queryOf('COVID-19')).toMatchObject({ kind: 'phrase', terms });
    expect(queryOf('“Covid 19”')).toMatchObject({ kind: 'phrase', terms });
  });

  test('multiplies alternatives beside NEAR out', () => {
    expect(queryOf('(a OR b) NEAR/3 c')).toEqual({
      kind: 'any',
      of: [
        { kind: 'near', left: word('a'), right: word('c'), within: 3 },
        { kind: 'near', left: word('b'), right: word('c'), within: 3 },
      ],
    });
  });

  test('reads dates, numbers and properties', () => {
    expect(queryOf('after:2026-03-01 before:2026-03-02T06:00 words>:500 words<900 is:lead')).toEqual({
      kind: 'all',
      of: [
        { kind: 'time', side: 'after', at: '2026-03-01T00:00:00.000Z' },
        { kind: 'time', side: 'before', at: '2026-03-02T06:00:00.000Z' },
        { kind: 'words', side: 'more', than: 500 },
        { kind: 'words', side: 'fewer', than: 900 },
        { kind: 'is', what: 'lead' },
      ],
    });
  });

  test('stems single words only: neither phrases nor beginnings nor names', () => {
    const all = queryOf('storms "two storms" storm* author:Storms', 'en');
    expect(all).toMatchObject({
      of: [
        { terms: [{ form: 'stem', lexeme: 'storm', language: 'en' }] },
        { terms: [{ form: 'word' }, { form: 'word', lexeme: 'storms' }] },
        { terms: [{ form: 'prefix' }] },
        { terms: [{ form: 'word', lexeme: '/author/storms' }] },
      ],
    });
  });
});

describe('a faulty query', () => {
  test.each([
    ['', 1, 'it is empty'],
    ['storm AND (harbour OR wall', 11, 'never closed'],
    ['storm) wall', 6, 'closes nothing'],
    ['storm "harbour wall', 7, 'no second one'],
    ['storm AND', 10, 'something is missing'],
    ['OR storm', 1, 'write a word'],
    ['storm ()', 7, 'nothing between'],
    ['storm - wall', 7, 'minus'],
    ['colour:red', 1, 'there is no field colour'],
    ['see https://courier.example/', 5, 'there is no field https'],
    ['*storm', 1, 'only at the end'],
    ['st*rm', 3, 'only at the end'],
    ['s*', 1, 'at least 2 letters'],
    ['storm !', 7, 'no letter'],
    ['storm NEAR/0 wall', 7, 'NEAR/'],
    ['storm NEAR/99 wall', 7, '1 to 50'],
    ['storm NEAR/5 -wall', 7, 'between words or phrases'],
    ['a NEAR/5 b NEAR/5 c', 12, 'write a word'],
    ['title:a NEAR/5 body:b', 9, 'in one field'],
    ['after:soon', 7, 'use a date'],
    ['after:2026-13-01', 7, 'use a date'],
    ['after:(a OR b)', 7, 'takes one value'],
    ['words>:many', 8, 'whole number'],
    ['is:new', 4, 'is:update'],
    ['lang:e', 6, 'language tag'],
    ['title:', 7, 'something is missing'],
    ['𝔸𝔹 st*rm', 6, 'only at the end'],
  ])('%j is wrong at character %i', (source, at, message) => {
    const parsed = parseQuery(source);
    expect(parsed).toEqual({ kind: 'faulty', at, message: expect.stringContaining(message) });
  });

  test('is shown with the place and what stands there', () => {
    const source = 'storm NEAR/0 wall';
    const parsed = parseQuery(source);
    if (parsed.kind !== 'faulty') throw new Error('it has no fault');
    expect(describeQueryFault(source, parsed)).toBe(
      'the query is wrong at character 7 ("NEAR/0 wall"): write NEAR/ and a number from 1 to 50',
    );
  });

  test.each([
    ['more characters', 'a'.repeat(maxQueryChars + 1)],
    ['deeper groups', `${'('.repeat(60)}a${')'.repeat(60)}`],
    ['more negations', 'NOT '.repeat(60)],
    ['more words', 'a '.repeat(501)],
    [
      'more pairs of NEAR',
      `(${Array(10).fill('a').join(' OR ')}) NEAR/5 (${Array(10).fill('b').join(' OR ')})`,
    ],
  ])('has %s than there may be', (_what, source) => {
    expect(parseQuery(source).kind).toBe('faulty');
  });

  const pieces = fc.constantFrom(
    ...[
      '(',
      ')',
      '"',
      '-',
      '*',
      ' ',
      'AND',
      'OR',
      'NOT',
      'NEAR/5',
      'title:',
      'after:',
      'words>:',
      'a',
      '語',
      '“',
      '\ud800',
    ],
  );
  test('is a value, whatever was typed, and points into the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (source) => {
          const parsed = parseQuery(source, 'en');
          if (parsed.kind === 'faulty') expect(parsed.at).toBeLessThanOrEqual([...source].length + 1);
        },
      ),
      { numRuns: 500 },
    );
  });
});
