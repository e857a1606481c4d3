import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { feedOf } from './fixture.ts';

function bytes(charset: string, options: { declared?: string; title: string; addBOM?: boolean }): Buffer {
  const declaration = options.declared ? `<?xml version="1.0" encoding="${options.declared}"?>` : '';
  const text = `${declaration}<rss version="2.0"><channel><title>${options.title}</title></channel></rss>`;
  return iconv.encode(text, charset, { addBOM: options.addBOM ?? false });
}

test.each([
  ['declared', bytes('windows-1251', { declared: 'windows-1251', title: 'Новости' }), null, 'Новости'],
  ['declared', bytes('shift_jis', { declared: 'Shift_JIS', title: '速報ニュース' }), null, '速報ニュース'],
  ['declared', bytes('gbk', { declared: 'gb2312', title: '新闻' }), null, '新闻'],
  [
    'ISO-8859-1 that is windows-1252',
    bytes('windows-1252', { declared: 'ISO-8859-1', title: '“é”' }),
    null,
    '“é”',
  ],
  ['from the header', bytes('euc-kr', { title: '뉴스' }), 'application/rss+xml; charset="EUC-KR"', '뉴스'],
  [
    'header before declaration',
    bytes('koi8-r', { declared: 'utf-8', title: 'Вести' }),
    'text/xml; charset=koi8-r',
    'Вести',
  ],
  [
    'declaration where the header says UTF-8 wrongly',
    bytes('windows-1250', { declared: 'windows-1250', title: 'Žluť' }),
    'text/xml; charset=utf-8',
    'Žluť',
  ],
  [
    'UTF-16LE with a mark',
    bytes('utf-16le', { declared: 'utf-16', title: 'Straße', addBOM: true }),
    null,
    'Straße',
  ],
  [
    'UTF-16BE with a mark',
    bytes('utf-16be', { declared: 'utf-16', title: 'Straße', addBOM: true }),
    null,
    'Straße',
  ],
  ['UTF-16LE without a mark', bytes('utf-16le', { declared: 'utf-16', title: 'Straße' }), null, 'Straße'],
  [
    'UTF-8 with a mark, wrong header',
    bytes('utf-8', { title: 'Łódź', addBOM: true }),
    'text/xml; charset=iso-8859-2',
    'Łódź',
  ],
  ['UTF-8 that says UTF-16', bytes('utf-8', { declared: 'utf-16', title: 'Łódź' }), null, 'Łódź'],
  ['nothing said, not UTF-8', bytes('windows-1252', { title: 'Größe' }), null, 'Größe'],
])('%s', async (_, input, contentType, title) => {
  expect((await feedOf(input, contentType ? { contentType } : {})).title).toBe(title);
});

test('an unknown label is a problem, not a failure', async () => {
  const feed = await feedOf(bytes('utf-8', { declared: 'x-fancy', title: 'Été' }));
  expect(feed).toMatchObject({ title: 'Été', problems: [{ code: 'unknown-charset' }] });
});

test('UTF-8 under a Latin label is read as UTF-8 and named', async () => {
  const feed = await feedOf(bytes('utf-8', { declared: 'iso-8859-15', title: 'Cinéma' }));
  expect(feed).toMatchObject({ title: 'Cinéma', problems: [{ code: 'wrong-charset' }] });
});

test('a stray byte leaves the rest of a UTF-8 document readable', async () => {
  const input = Buffer.concat([bytes('utf-8', { title: 'Übergröße' }), Buffer.from([0xff])]);
  expect(await feedOf(input)).toMatchObject({ title: 'Übergröße', problems: [{ code: 'invalid-utf8' }] });
});
