import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { termsOf } from '../../src/domain/terms.ts';

describe('terms', () => {
  test.each([
    ['Harbour, reopened: "after" the STORM!', ['harbour', 'reopened', 'after', 'the', 'storm']],
    ['China’s COVID-19 rate: 2.4%', ['china', 's', 'covid', '19', 'rate', '2', '4']],
    ['Le procès à Orléans — naïve', ['le', 'proces', 'a', 'orleans', 'naive']],
    ['Ещё один', ['еще', 'один']],
    ['サッカーW杯', ['サ', 'ッ', 'カ', 'ー', 'w', '杯']],
    ['한국은행 금리', ['한국은행', '금리']],
    ['हिन्दी समाचार', ['हिन्दी', 'समाचार']],
    ['ﬁnance № ５', ['finance', 'no', '5']],
    ['', []],
    ['… — «»', []],
    ['⺀ 㐀', ['㐀']],
  ])('of %s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  test('of any text come out again as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const terms = termsOf(text);
        expect(terms.flatMap(termsOf)).toEqual(terms);
      }),
    );
  });

  test('of any text hold nothing that a query would have to escape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const term of termsOf(text)) expect(term).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
      }),
    );
  });

  test('that are too long are cut, at most to half a pair', () => {
    expect(termsOf('a'.repeat(500))).toEqual(['a'.repeat(80)]);
    const [term = ''] = termsOf(`a${'𝔘'.repeat(100)}`);
    expect(term.isWellFormed()).toBe(true);
  });
});
