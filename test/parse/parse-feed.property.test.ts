import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { faultOfOutcome } from './fault-of-outcome.ts';
import { readFixture } from './fixture.ts';

const fixtures = readdirSync(new URL('../fixtures/feeds/', import.meta.url)).map(readFixture);
const about = { contentType: null, baseUrl: 'https://feeds.example/a/b.xml' };

async function expectOutcome(bytes: Uint8Array): Promise<void> {
  expect(faultOfOutcome(await parseFeed(bytes, about))).toBeNull();
}

test('any bytes have an outcome', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), expectOutcome), { numRuns: 300 });
});

test('any markup-like text has an outcome', async () => {
  const piece = fc.constantFrom(
    '<rss version="2.0">',
    '<channel>',
    '<item>',
    '</item>',
    '<title>',
    '</title>',
    '<link/>',
    '<a:b c=d>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?xml',
    '?>',
    '<!DOCTYPE x [',
    '&amp;',
    '&#0;',
    '&#xD800;',
    '"',
    '<',
    '>',
    '/',
    '=',
    '\ud800',
    '\u0000',
    '<__proto__>',
    'x',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '<entry>',
    '<content type="xhtml">',
    '<source>',
    '<author>',
    '<media:group>',
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join('')));
  await fc.assert(fc.asyncProperty(text, expectOutcome), { numRuns: 500 });
});

test('any damage to a feed has an outcome', async () => {
  const damage = fc.record({
    fixture: fc.constantFrom(...fixtures),
    cuts: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(20),
        insert: fc.uint8Array({ maxLength: 4 }),
      }),
      { maxLength: 5 },
    ),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ fixture, cuts }) => {
      let bytes = fixture;
      for (const { at, length, insert } of cuts) {
        const from = Math.floor(at * bytes.length);
        bytes = Buffer.concat([bytes.subarray(0, from), insert, bytes.subarray(from + length)]);
      }
      await expectOutcome(bytes);
    }),
    { numRuns: 500 },
  );
});

test('every beginning of a feed has an outcome', async () => {
  for (const fixture of fixtures) {
    for (let length = 0; length <= fixture.length; length += 37)
      await expectOutcome(fixture.subarray(0, length));
  }
});
