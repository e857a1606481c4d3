import { describe, expect, test } from 'vitest';
import { contentHash } from '../../src/parse/content-hash.ts';
import { blankItem } from '../support/feed-item.ts';
import { feedOf, readFixture } from './fixture.ts';

describe('RSS 2.0', () => {
  test('gives the feed with its hints', async () => {
    expect(await feedOf(readFixture('rss-2.0.xml'))).toMatchObject({
      format: 'rss',
      version: '2.0',
      title: 'Harbour Courier',
      link: 'https://courier.example/',
      description: 'News from the quay',
      language: 'en-gb',
      authors: [{ name: 'Mira Voss', email: 'desk@courier.example', url: null }],
      rights: '© 2024 Harbour Courier',
      updated: '2024-03-05T09:15:00.000Z',
      ttlMinutes: 30,
      skipHours: [0, 2],
      skipDays: [0],
      hub: 'https://hub.example/',
      self: 'https://courier.example/rss.xml',
      problems: [],
    });
  });

  test('gives an item with all it says', async () => {
    const { items } = await feedOf(readFixture('rss-2.0.xml'));
    expect(items[0]).toEqual({
      ...blankItem,
      key: 'courier-1',
      media: [expect.objectContaining({ url: 'https://courier.example/img/ferry.jpg', medium: 'image' })],
      id: 'courier-1',
      url: 'https://courier.example/2024/ferry?a=1&b=2',
      title: 'Ferry & barge collide',
      authors: [
        { name: 'Ilse Marten', email: 'ilse@courier.example', url: null },
        { name: 'Tomas Ryl', email: null, url: null },
      ],
      published: '2024-03-05T14:05:00.000Z',
      updated: null,
      summary: 'Two boats met.',
      contentHtml: '<p>Two boats met in the fog, and neither gave way.</p>',
      categories: ['Ships', 'Fog'],
      enclosures: [{ url: 'https://courier.example/audio/ferry.mp3', type: 'audio/mpeg', length: 1234 }],
      images: ['https://courier.example/img/ferry.jpg', 'https://courier.example/img/small.jpg'],
      comments: 'https://courier.example/2024/ferry#comments',
      rights: null,
      source: { title: 'Coast Wire', url: 'https://wire.example/rss' },
    });
  });

  test('takes a lone description as the content and a guid as the address', async () => {
    const { items } = await feedOf(readFixture('rss-2.0.xml'));
    expect(items[1]).toMatchObject({
      url: 'https://courier.example/2024/only-guid',
      summary: null,
      contentHtml: 'A <em>short</em> note',
    });
  });
});

test('RSS 0.91 with a document type and HTML entities is read', async () => {
  const feed = await feedOf(readFixture('rss-0.91.xml'));
  expect(feed).toMatchObject({ format: 'rss', version: '0.91', title: 'Café Bulletin' });
  expect(feed.items).toMatchObject([{ title: 'Beans arrive', key: 'http://cafe.example/beans' }]);
});

test.each([
  ['rss', '0.92', '<rss version="0.92"><channel><item><title>t</title></item></channel></rss>'],
  ['rss', '0.94', '<RSS VERSION="0.94"><CHANNEL><ITEM><TITLE>t</TITLE></ITEM></CHANNEL></RSS>'],
  ['rss', null, '<channel><item><title>t</title></item></channel>'],
  [
    'rdf',
    '0.90',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
     <channel><title>c</title></channel><item><title>t</title></item></rdf:RDF>`,
  ],
])('%s %s is read', async (format, version, document) => {
  expect(await feedOf(document)).toMatchObject({ format, version, items: [{ title: 't' }] });
});

test('RDF is read under any prefix', async () => {
  const feed = await feedOf(readFixture('rss-1.0-rdf.xml'));
  expect(feed).toMatchObject({
    format: 'rdf',
    version: '1.0',
    title: 'Ridge Review',
    ttlMinutes: 720,
    language: 'de',
  });
  expect(feed.items).toMatchObject([
    {
      url: 'http://ridge.example/1',
      authors: [{ name: 'Nele Brandt' }],
      published: '2024-03-05T06:00:00.000Z',
      categories: ['Weather'],
      source: { title: null, url: 'http://wire.example/' },
    },
  ]);
});

describe('Atom 1.0', () => {
  test('gives the feed, titles as text, links by xml:base', async () => {
    expect(await feedOf(readFixture('atom-1.0.xml'))).toMatchObject({
      format: 'atom',
      version: '1.0',
      title: 'Valley <3 Voices',
      description: 'Plain <tags>',
      link: 'https://valley.example/blog/',
      self: 'https://valley.example/blog/feed.xml',
      language: 'en',
    });
  });

  test('gives an entry with XHTML in its order and resolved', async () => {
    const { items } = await feedOf(readFixture('atom-1.0.xml'));
    expect(items[0]).toEqual({
      ...blankItem,
      key: 'tag:valley.example,2024:1',
      id: 'tag:valley.example,2024:1',
      url: 'https://valley.example/blog/one',
      title: '1 < 2 &amp; more',
      authors: [{ name: 'Ada Kern', email: 'ada@valley.example', url: 'https://valley.example/people/ada' }],
      published: '2024-03-05T00:30:00.000Z',
      updated: '2024-03-05T09:00:00.500Z',
      summary: 'AT&T &lt;b> is text',
      contentHtml:
        '<p>First <em>then</em> second, see <a href="https://valley.example/blog/deep/map.html">map</a> &amp; go.</p>',
      categories: ['Local government'],
      enclosures: [{ url: 'https://valley.example/blog/one.mp3', type: 'audio/mpeg', length: 77 }],
      images: [],
      comments: 'https://valley.example/blog/one#replies',
      rights: null,
      source: { title: 'Other Valley', url: 'https://other.example/' },
    });
  });

  test('an entry without author has the feed author, and a lone summary stays one', async () => {
    const { items } = await feedOf(readFixture('atom-1.0.xml'));
    expect(items[1]).toMatchObject({
      authors: [{ name: 'Feed Author', email: null, url: null }],
      summary: 'Only a summary',
      contentHtml: null,
      published: null,
    });
  });
});

test('Atom 0.3 is read', async () => {
  const feed = await feedOf(readFixture('atom-0.3.xml'));
  expect(feed).toMatchObject({
    format: 'atom',
    version: '0.3',
    description: 'Up first',
    link: 'http://early.example/',
  });
  expect(feed.items).toMatchObject([
    {
      published: '2004-01-02T11:04:05.000Z',
      updated: '2004-01-03T00:00:00.000Z',
      contentHtml: '<p>Caught.</p>',
      authors: [{ name: 'R. Wren', url: 'http://early.example/wren' }],
    },
  ]);
});

describe('JSON Feed', () => {
  test('1.1 is read, and members of a wrong type count as absent', async () => {
    const feed = await feedOf(readFixture('json-feed-1.1.json'));
    expect(feed).toMatchObject({
      format: 'json',
      version: '1.1',
      title: 'Lantern',
      hub: 'https://hub.example/',
    });
    expect(feed.items).toHaveLength(2);
    expect(feed.items[0]).toMatchObject({
      key: '7',
      url: 'https://lantern.example/seven',
      published: '2024-03-05T08:00:00.000Z',
      updated: '2024-03-05T10:00:00.000Z',
      contentHtml: '<p>Seven lights</p>',
      summary: 'Lights',
      categories: ['light'],
      images: ['https://lantern.example/seven.png'],
      authors: [{ name: 'Jo Pell', email: null, url: 'https://lantern.example/jo' }],
      enclosures: [{ url: 'https://lantern.example/seven.mp3', type: 'audio/mpeg', length: 99 }],
    });
    expect(feed.items[1]).toMatchObject({
      contentHtml: '1 < 2 and &lt;b> is text',
      authors: [{ name: 'Lantern Desk' }],
    });
  });

  test('1.0 names one author', async () => {
    const feed = await feedOf(readFixture('json-feed-1.0.json'));
    expect(feed).toMatchObject({
      version: '1',
      authors: [{ name: 'Wick', url: 'https://candle.example/wick' }],
    });
    expect(feed.items[0]?.url).toBe('https://elsewhere.example/a');
  });

  test.each([
    [[{ type: 'rssCloud', url: 'https://cloud.example/' }], null],
    [[{ url: 'https://hub.example/' }], 'https://hub.example/'],
    [
      [
        { type: 'rssCloud', url: 'https://cloud.example/' },
        { type: 'WebSub', url: 'https://hub.example/' },
      ],
      'https://hub.example/',
    ],
  ])('JSON Feed: of the hubs %j the one for WebSub is %s', async (hubs, hub) => {
    const feed = await feedOf(
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', hubs, items: [{ id: '1' }] }),
    );
    expect(feed.hub).toBe(hub);
  });

  test.each([
    [{ pubStatus: 'canceled' }, 'canceled'],
    [{ pubstatus: 'Withheld' }, 'withheld'],
    [{ _ninjs: { pubStatus: 'cancelled' } }, 'canceled'],
    [{ pubStatus: 'usable', pubstatus: 'canceled' }, 'usable'],
    [{ pubStatus: 'draft' }, undefined],
    [{ pubStatus: 7 }, undefined],
    [{}, undefined],
  ])('an item with %j is %s', async (members, status) => {
    const items = [{ id: '1', title: 'Lamp', ...members }];
    const feed = await feedOf(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items }));
    expect(feed.items[0]?.status).toBe(status);
  });

  test('an item that is canceled has changed', async () => {
    const read = async (members: object) => {
      const items = [{ id: '1', title: 'Lamp', ...members }];
      const feed = await feedOf(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items }));
      return feed.items.map(contentHash);
    };
    expect(await read({ pubStatus: 'canceled' })).not.toEqual(await read({}));
  });

  test('tags are trimmed and named once, and authors may be one object', async () => {
    const item = { id: '1', tags: [' sea', 'sea', ' ', 3], authors: { name: 'Jo Pell' } };
    const feed = await feedOf(
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [item, {}] }),
    );
    expect(feed.items).toMatchObject([{ categories: ['sea'], authors: [{ name: 'Jo Pell' }] }]);
  });
});
