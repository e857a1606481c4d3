import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSelector } from '../../../src/normalize/operator/read-selector.ts';
import { canCompile, compileSelector } from '../../../src/normalize/operator/selector.ts';
import { parseHtml } from '../../../src/normalize/parse-html.ts';

const html = `<div id="a" class="box wide"><p>one</p><p class="x">two <b>bold</b></p><span>three</span><p>four</p></div>
  <section><div class="box"><p data-k="v w">five</p></div></section>`;

function foundBy(selector: string, markup = html): string[] {
  const { $, root } = parseHtml(markup);
  return (compileSelector(selector)?.(root) ?? []).map((element) => $(element).text());
}

describe('a selector', () => {
  test.each([
    ['p', ['one', 'two bold', 'four', 'five']],
    ['.box > p', ['one', 'two bold', 'four', 'five']],
    ['section p', ['five']],
    ['section > p', []],
    ['p + p', ['two bold']],
    ['p ~ p', ['two bold', 'four']],
    ['#a.wide p.x b', ['bold']],
    ['div:not(.wide) p, span', ['three', 'five']],
    ['p:first-child', ['one', 'five']],
    ['p:nth-of-type(3)', ['four']],
    ['p:has(b)', ['two bold']],
    ['p:not(:has(b))', ['one', 'four', 'five']],
    ['div:has(> span) > p + span', ['three']],
    ['div:has(> b)', []],
    ['*:contains("bold")', expect.arrayContaining(['two bold', 'bold'])],
    ['p:contains("iv")', ['five']],
    ['[data-k~=w]', ['five']],
    ['[class^=wi], [class*="ox w"] span', ['three']],
  ])('%s finds %j', (selector, texts) => {
    expect(foundBy(selector)).toEqual(texts);
  });

  test('finds what cheerio finds', () => {
    const part = fc.constantFrom(
      'p',
      'div',
      '.box',
      '.x',
      '#a',
      'b',
      '[data-k]',
      'section',
      'p:not(.x)',
      'p:last-child',
    );
    const combinator = fc.constantFrom(' ', ' > ', ' + ', ' ~ ', ', ');
    fc.assert(
      fc.property(part, fc.array(fc.tuple(combinator, part), { maxLength: 4 }), (first, others) => {
        const selector = first + others.flat().join('');
        const { $, root } = parseHtml(html);
        expect(compileSelector(selector)?.(root)).toEqual($(root).find(selector).get());
      }),
    );
  });

  test.each([
    ['div[', 'cannot be read'],
    ['', 'a part of it is empty'],
    ['> p', 'a part of it is empty'],
    ['p::before', '::before is no element'],
    ['a:hover', ':hover cannot be told'],
    ['div:has(p b)', 'inside of parentheses'],
    ['div:not(:has(> b))', 'inside of parentheses'],
    ['div:has(p:has(b))', ':has cannot stand inside of another'],
    ['p:nth-child(2 of .x)', 'takes a number'],
    ['a '.repeat(31).trim(), 'more than 30 parts'],
  ])('%s is refused, with the reason', (selector, reason) => {
    const read = readSelector(selector);
    expect(read).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
    expect(canCompile(selector)).toBe(false);
  });

  test('finds text behind a thousand characters of other text', () => {
    expect(foundBy(':contains("end")', `<div>${'x'.repeat(2000)}<p>the end</p></div>`)).toEqual(['the end']);
  });

  test.each([
    '*:has(zz)',
    '*:has(> zz)',
    'x div div div p',
    '*:contains("q")',
    'p ~ p ~ p ~ zz',
    'zz:nth-last-child(2n)',
  ])('ends soon on a deep and on a wide page: %s', (selector) => {
    const deep = ('<div>'.repeat(240) + '<p>a</p>'.repeat(100) + '</div>'.repeat(240)).repeat(40);
    expect(foundBy(selector, deep)).toEqual([]);
    expect(foundBy(selector, '<p>a</p>'.repeat(50_000))).toEqual([]);
  });

  test('with a formula that is none is refused', () => {
    expect(canCompile('p:nth-child(x)')).toBe(false);
  });

  test('of any characters is read or refused, and finds something or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (canCompile(text)) expect(Array.isArray(foundBy(text))).toBe(true);
      }),
    );
  });
});
