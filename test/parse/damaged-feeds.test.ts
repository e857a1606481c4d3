import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { rssItem } from './documents.ts';
import { feedOf, readFixture } from './fixture.ts';

describe('a damaged feed keeps its items', () => {
  test('with a bad Atom date, an empty link and an empty entry', async () => {
    const feed = await feedOf(readFixture('atom-bad-date-empty-link-empty-entry.xml'));
    expect(feed.items).toMatchObject([{ key: '1', title: 'Kept', url: null, updated: null }]);
    expect(feed.problems.map(({ message }) => message).join()).toMatch(/"yesterday noon" .*"soon"/);
  });

  test('cut off in the middle of CDATA', async () => {
    const { items } = await feedOf(readFixture('truncated-in-item.xml'));
    expect(items.map(({ title }) => title)).toEqual(['Whole', 'Half']);
    expect(items[1]?.contentHtml).toBe('<p>The text ends in the mid');
  });

  test("behind a server's warning", async () => {
    expect(await feedOf(readFixture('junk-before-root.xml'))).toMatchObject({
      title: 'After junk',
      items: [{ title: 'Still here' }],
    });
  });

  test('in upper case, with bare brackets, ampersands and unescaped HTML', async () => {
    const feed = await feedOf(readFixture('unescaped-html-in-description.xml'));
    expect(feed).toMatchObject({ title: 'Shouting', version: '2.0' });
    expect(feed.items).toMatchObject([
      {
        title: 'I <3 R&D & Q&A',
        url: 'https://shout.example/1',
        contentHtml: 'One<br>two<br><img src="a.png" alt="x"> <b>three</b> &amp; four',
      },
      { title: 'Next', url: 'https://shout.example/2' },
    ]);
  });

  test('with markup in Atom content that says it is text', async () => {
    const { items } = await feedOf(readFixture('atom-markup-without-type.xml'));
    expect(items).toMatchObject([
      { title: 'A &amp; B', contentHtml: '<p>Bare <b>markup</b> &lt;here&gt;</p>' },
    ]);
  });

  test('without end tags of items', async () => {
    const { items } = await feedOf(readFixture('unclosed-items.xml'));
    expect(items.map(({ url }) => url)).toEqual(['https://u.example/1', 'https://u.example/2']);
    const many = await feedOf(`<rss><channel>${'<item><title>x<item><title>y'.repeat(300)}`, {});
    expect(many.items.map(({ title }) => title)).toEqual(['x', 'y']);
  });

  test('with control characters and names like __proto__', async () => {
    const { items } = await feedOf(
      rssItem('<title>a\u0000b\u000bc</title><__proto__ x="1">y</__proto__><constructor/>'),
    );
    expect(items).toMatchObject([{ title: 'abc' }]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

test('internal entities of the document type are expanded, external ones never', async () => {
  const { items } = await feedOf(readFixture('doctype-with-entities.xml'));
  expect(items[0]?.title).toBe('x hahahaha &secret; y');
});

test('entities that multiply one another are expanded up to a bound', async () => {
  const laughs = ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, level) => {
    const inner = `&${String.fromCharCode('a'.charCodeAt(0) + level)};`;
    return `<!ENTITY ${name} "${inner.repeat(100)}">`;
  });
  const bomb = `<!DOCTYPE rss [<!ENTITY a "ha">${laughs.join('')}]>${rssItem('<title>1</title><description>&h; &e; &e; &e;</description>')}`;
  const { items } = await feedOf(bomb);
  expect(items[0]?.title).toBe('1');
  expect(items[0]?.contentHtml?.length).toBeLessThan(5_000_000);
});

describe('what is no feed is named', () => {
  const outcome = (text: string) => parseFeed(Buffer.from(text), { contentType: null, baseUrl: null });

  test.each([
    ['  \n', 'empty', /empty/],
    ['just words', 'not-a-feed', /plain text starting "just words"/],
    ['<opml version="2.0"><body/></opml>', 'not-a-feed', /OPML/],
    ['<urlset><url/></urlset>', 'not-a-feed', /sitemap/],
    ['%PDF-1.7 x', 'not-a-feed', /PDF/],
    ['< >', 'malformed-xml', /XML/],
    ['{"items": [', 'malformed-json', /JSON/],
    ['{"a": 1}', 'not-a-feed', /"items"/],
  ])('%j is %s', async (text, code, message) => {
    expect(await outcome(text)).toMatchObject({
      kind: 'unreadable',
      code,
      message: expect.stringMatching(message),
    });
  });

  test('an HTML page, with the feeds it links to', async () => {
    const page = await outcome(readFixture('html-page.html').toString());
    expect(page).toMatchObject({ code: 'html-page', message: expect.stringContaining('/rss.xml') });
  });

  test('a document over the limit', async () => {
    const options = { contentType: null, baseUrl: null, maxBytes: 3 };
    expect(await parseFeed(Buffer.from('<rss/>'), options)).toMatchObject({ code: 'too-large' });
  });
});

describe('limits', () => {
  test('items over the limit are left out and counted', async () => {
    const bytes = Buffer.from(`<rss><channel>${'<item><title>x</title></item>'.repeat(5)}</channel></rss>`);
    const outcome = await parseFeed(bytes, { contentType: null, baseUrl: null, maxItems: 2 });
    expect(JSON.stringify(outcome)).toContain('3 items were left out');
  });

  test('elements of an item over the limit are left out and counted', async () => {
    const feed = await feedOf(rssItem(`<title>Many</title>${'<author>a</author>'.repeat(2_100)}`));
    expect(feed).toMatchObject({ items: [{ title: 'Many' }], problems: [{ code: 'too-many-elements' }] });
  });

  test('text of elements nested too deep is kept', async () => {
    const feed = await feedOf(
      rssItem(
        `<description>${'<div>'.repeat(300)}deep${'</div>'.repeat(300)}</description><title>After</title>`,
      ),
    );
    expect(feed.items).toMatchObject([{ title: 'After', contentHtml: expect.stringContaining('deep') }]);
    expect(feed.problems).toMatchObject([{ code: 'tags-left-out' }]);
  });

  test.each([
    ['nested tags', '<div>'],
    ['brackets', '<'],
    ['ampersands', '&'],
    ['stray end tags', '</b>'],
    ['unclosed quotes', '<a b="'],
    ['unclosed comments', '<!--'],
  ])('2 MB of %s leave the item readable', async (_, unit) => {
    const feed = await feedOf(
      rssItem(`<title>t</title><description>${unit.repeat(2_000_000 / unit.length)}`),
    );
    expect(feed.items).toMatchObject([{ title: 't' }]);
  });
});
