import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xpathToCss } from '../../../src/cli/site-config/xpath-to-css.ts';

test.each([
  ['//article', 'article', null],
  ["//div[@id = 'text']/p//b", 'div[id="text"] > p b', null],
  ["//div[contains(@class,'ad') and not(@id)]", 'div[class*="ad"]:not([id])', null],
  ["//div[contains(concat(' ', normalize-space(@class), ' '), ' text ')]", 'div[class~="text"]', null],
  ["//*[@a='x' or starts-with(@b, 'y')]", '*:is([a="x"], [b^="y"])', null],
  ["//meta[@name='author']/@content", 'meta[name="author"]', 'content'],
  ["//p[contains(., 'Read more')]", 'p:contains("Read more")', null],
  ['//h1 | //h2', 'h1, h2', null],
  ['//main/article[1]', 'main > article:nth-of-type(1)', null],
  ['//li[last()]', 'li:last-of-type', null],
  ['//div[.//iframe]', 'div:has(iframe)', null],
  ['//time/parent::div', 'div:has(> time)', null],
  ["//img/following-sibling::*[1][self::div and @class='x']", 'img + *:is(div[class="x"])', null],
  ['//*[self::h2 or self::h3]', '*:is(h2, h3)', null],
  ['//p/descendant::time/@datetime', 'p time', 'datetime'],
  ['//span/text()', 'span', null],
])('%s is %s in CSS', (xpath, selector, attribute) => {
  expect(xpathToCss(xpath)).toEqual({ kind: 'css', selector, attribute });
});

test.each([
  ["substring-after(//p, 'By')", 'CSS has no substring-after()'],
  ['(//article)[1]', 'CSS has no first of all that a path finds'],
  ["//div[@class='x'][2]", 'a position counts only what other conditions let pass'],
  ['//a/ancestor::section[1]', 'CSS has no way to go to ancestor'],
  ['//div[string-length(@class) = 15]', 'CSS has no string-length()'],
  ['//main//time/..', 'CSS cannot go up from several steps'],
  ["//div[contains(concat(' ', @class), ' x')]", 'a , is missing in its XPath'],
  ['article', 'its path does not start with //'],
  ['//div[', 'nothing is no name of an element'],
  ['//h1/@id | //h2', 'its paths end in different attributes'],
])('%s cannot be carried: %s', (xpath, reason) => {
  expect(xpathToCss(xpath)).toEqual({ kind: 'not-carried', reason });
});

test('any text is carried or not, without a throw', () => {
  const piece = fc.constantFrom(
    '//',
    '/',
    'div',
    '[',
    ']',
    '@class',
    "'x'",
    '=',
    '(',
    ')',
    'not',
    '|',
    '::',
    '.',
    '1',
    ',',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(['css', 'not-carried']).toContain(xpathToCss(pieces.join('')).kind);
    }),
  );
});
