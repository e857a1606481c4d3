import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { toOneLine } from '../../src/cli/exit-code.ts';
import { detectArticleType } from '../../src/cli/input/article-type.ts';
import { decodeText } from '../../src/cli/input/decode-text.ts';
import { collectHeader, readTime } from '../../src/cli/option-values.ts';
import { formatTable } from '../../src/cli/table.ts';

describe('detectArticleType', () => {
  test.each([
    ['page', '<!DOCTYPE html><title>a</title>'],
    ['page', '\n <html lang="en">'],
    ['page', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'],
    ['html', '<p>One'],
    ['html', 'One<br>two'],
    ['html', 'The <em>first</em> word'],
    ['text', 'One\n\ntwo'],
    ['text', 'How to write the <body> of a page'],
    ['text', 'The score was 2 < 3 and 4 > 1'],
    ['text', 'Write to <desk@courier.example>'],
    ['text', ''],
  ])('takes as %s: %j', (type, text) => {
    expect(detectArticleType(text)).toBe(type);
  });

  test.each([
    ['text', '<'],
    ['html', '<p '],
    ['text', '</a'],
    ['html', '<!doctype '],
    ['html', '<img a="'],
  ])('takes for %s 500,000 times %j', (type, piece) => {
    expect(detectArticleType(piece.repeat(500_000))).toBe(type);
  });
});

describe('decodeText', () => {
  const text = 'Fähre “fährt” ab';

  test.each([
    ['UTF-8', Buffer.from(text), null],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), null],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le'), null],
    ['windows-1252 that nobody names', iconv.encode(text, 'windows-1252'), null],
    [
      'windows-1252 called iso-8859-1, as the web does',
      iconv.encode(text, 'windows-1252'),
      'text/html; charset="iso-8859-1"',
    ],
    [
      'UTF-8 where the server names a charset that there is not',
      Buffer.from(text),
      'text/html; charset=none',
    ],
  ])('reads %s', (_, bytes, contentType) => {
    expect(decodeText(bytes, contentType)).toBe(text);
  });

  test('believes the meta element of a page', () => {
    const page = '<html><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>新闻';
    expect(decodeText(iconv.encode(page, 'gbk'), null)).toBe(page);
  });

  test('believes the declaration of an XML document', () => {
    const xml = '<?xml version="1.0" encoding="koi8-r"?><opml>новости';
    expect(decodeText(iconv.encode(xml, 'koi8-r'), null)).toBe(xml);
  });

  test.each([
    ['NUL bytes', Buffer.alloc(100)],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000010000000100806000000', 'hex')],
    ['a PDF', Buffer.from('%PDF-1.7\nstream')],
  ])('takes %s for binary data', (_, bytes) => {
    expect(decodeText(bytes, null)).toBeNull();
  });

  test('never fails, whatever bytes and content type it is given', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.option(fc.string().map((name) => `text/html; charset=${name}`)),
        (bytes, type) => {
          expect(decodeText(bytes, type)).toSatisfy(
            (decoded) => decoded === null || typeof decoded === 'string',
          );
        },
      ),
    );
  });
});

describe('readTime', () => {
  const now = new Date('2030-01-02T03:04:05Z');

  test.each([
    ['24h', '2030-01-01T03:04:05.000Z'],
    ['90s', '2030-01-02T03:02:35.000Z'],
    ['2030-01-31', '2030-01-31T00:00:00.000Z'],
    ['2030-01-31T06:00', '2030-01-31T06:00:00.000Z'],
    ['2030-01-31T06:00:30+02:00', '2030-01-31T04:00:30.000Z'],
  ])('reads %s', (text, time) => {
    expect(readTime(() => now)(text).toISOString()).toBe(time);
  });

  test.each(['', 'yesterday', '1', '2030-13-01', '999999999d', '2030-01-31T99:00', '1.5h'])(
    'refuses %j',
    (text) => {
      expect(() => readTime(() => now)(text)).toThrow('use a time such as');
    },
  );
});

test('a header keeps the colons of its value', () => {
  expect(collectHeader('X-A: b:c', { other: '1' })).toEqual({ other: '1', 'X-A': 'b:c' });
});

test('a header without a name is refused', () => {
  expect(() => collectHeader(': a')).toThrow('NAME:VALUE');
});

test('a message becomes one line without control characters', () => {
  expect(toOneLine('one\ntwo\u001b[31m\u2028three\n')).toBe('one; two [31m; three');
  expect(toOneLine('x'.repeat(1e6)).length).toBeLessThan(2100);
});

test('a table keeps what terminals act upon out of its cells', () => {
  const table = formatTable(
    ['ID', 'NAME'],
    [
      ['1', 'a\u001b[2Jb\nc'],
      ['22', null],
    ],
  );
  expect(table).toBe('ID  NAME\n1   a [2Jb c\n22  -\n');
});
