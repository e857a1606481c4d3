import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { rssChannel } from '../documents.ts';
import { feedOf } from '../fixture.ts';

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

const news = {
  cyrillic: 'Сегодня в городе открылась новая библиотека',
  polish: 'Zażółć gęślą jaźń, wiadomości',
  greek: 'Καλημέρα κόσμε, αυτή είναι μια δοκιμή',
  hebrew: 'חדשות היום בעברית',
  arabic: 'أخبار اليوم باللغة العربية',
  thai: 'ข่าวภาษาไทยวันนี้',
  japanese: '日本語のニュースを読むためのテストです',
  chinese: '中文新闻测试内容在这里',
  traditional: '中文新聞測試內容在這裡',
  korean: '한국어 뉴스 기사 테스트입니다',
};

test.each<[string, keyof typeof news]>([
  ['windows-1251', 'cyrillic'],
  ['koi8-r', 'cyrillic'],
  ['iso-8859-5', 'cyrillic'],
  ['ibm866', 'cyrillic'],
  ['windows-1250', 'polish'],
  ['iso-8859-2', 'polish'],
  ['windows-1253', 'greek'],
  ['windows-1255', 'hebrew'],
  ['windows-1256', 'arabic'],
  ['windows-874', 'thai'],
  ['shift_jis', 'japanese'],
  ['euc-jp', 'japanese'],
  ['gb18030', 'chinese'],
  ['big5', 'traditional'],
  ['euc-kr', 'korean'],
])('%s that nobody names, or that is said to be UTF-8, is told by its looks', async (charset, language) => {
  const title = news[language];
  expect((await feedOf(bytes(charset, { title }))).title).toBe(title);
  const mislabelled = await feedOf(bytes(charset, { title, declared: 'utf-8' }));
  expect(mislabelled).toMatchObject({ title, problems: [{ code: 'invalid-utf8' }] });
});

test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('%s without mark and label', async (charset) => {
  expect((await feedOf(bytes(charset, { title: 'Łódź' }))).title).toBe('Łódź');
});

test.each(['windows-1251', 'koi8-r', 'gb2312', 'shift_jis', 'us-ascii'])(
  'UTF-8 said to be %s',
  async (declared) => {
    const feed = await feedOf(bytes('utf-8', { declared, title: news.cyrillic }));
    expect(feed).toMatchObject({ title: news.cyrillic, problems: [{ code: 'wrong-charset' }] });
  },
);

test('ISO-2022-JP, which is all ASCII bytes', async () => {
  const title = Buffer.from('1b2442467c4b5c386c1b2842', 'hex');
  const around = (text: string) => Buffer.from(text);
  const input = Buffer.concat([
    around('<?xml version="1.0" encoding="iso-2022-jp"?><rss><channel><title>'),
    title,
    around('</title></channel></rss>'),
  ]);
  expect((await feedOf(input)).title).toBe('日本語');
});

test('windows-1252 in the midst of UTF-8 is read as what it is', async () => {
  const input = Buffer.concat([
    Buffer.from('<rss><channel><title>Übergröße für '),
    Buffer.from([0x93, 0xe9, 0x94]),
    Buffer.from('</title></channel></rss>'),
  ]);
  expect(await feedOf(input)).toMatchObject({
    title: 'Übergröße für “é”',
    problems: [{ code: 'invalid-utf8' }],
  });
});

test('controls that stand for quotes of windows-1252 are read as those', async () => {
  const feed = await feedOf(rssChannel('<title>\u0093don\u0092t\u0094 \u0096 go</title>'));
  expect(feed.title).toBe('“don’t” – go');
});
