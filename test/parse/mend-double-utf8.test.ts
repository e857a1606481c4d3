import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mendDoubleUtf8 } from '../../src/parse/mend-double-utf8.ts';
import { rssItem } from './documents.ts';
import { feedOf } from './fixture.ts';

test.each([
  ['CafÃ© â€œNordâ€\u009d Â· 5 â‚¬', 'Café “Nord” · 5 €'],
  ['Ð¡Ñ‚Ð°Ñ€Ñ‚', 'Старт'],
])('mends %j', (broken, meant) => {
  expect(mendDoubleUtf8(broken)).toBe(meant);
});

test.each(['Café', 'SÃO PAULO', 'Ã© and é', 'naïve façade', 'Старт', '© Â', 'plain'])(
  'leaves %j alone',
  (text) => {
    expect(mendDoubleUtf8(text)).toBe(text);
  },
);

test('gives back a replacement character that was encoded twice', () => {
  expect(mendDoubleUtf8(Buffer.from('a\ufffdb').toString('latin1'))).toBe('a\ufffdb');
});

test('gives back whatever was encoded twice through ISO 8859-1', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const twice = Buffer.from(text).toString('latin1');
      expect(mendDoubleUtf8(twice)).toBe(text);
    }),
  );
});

test('mends the texts of a feed', async () => {
  const { items } = await feedOf(rssItem('<title>CafÃ©</title><description>NoÃ«l</description>'));
  expect(items).toMatchObject([{ title: 'Café', contentHtml: 'Noël' }]);
});
