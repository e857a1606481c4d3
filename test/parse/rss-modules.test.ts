import { describe, expect, test } from 'vitest';
import { rssChannel, rssItem } from './documents.ts';
import { feedOf } from './fixture.ts';

const about = { baseUrl: 'https://base.example/dir/feed.xml' };
const itemOf = async (inside: string) => (await feedOf(rssItem(inside), about)).items[0];

describe('an untyped title', () => {
  test.each([
    ['with escaped HTML', '&lt;b&gt;Storm&lt;/b&gt; ahead', 'Storm ahead'],
    ['with HTML in CDATA', '<![CDATA[Salt &amp; Sons <i>win</i>]]>', 'Salt & Sons win'],
    ['with bare HTML', 'Storm <b>is</b> ahead', 'Storm is ahead'],
    ['with entities escaped twice', 'Salt &amp;amp; Sons&amp;#8217; caf&amp;eacute;', 'Salt & Sons’ café'],
    ['with a comparison', '1 &lt; 2 &amp; 3 &gt; 2', '1 < 2 & 3 > 2'],
  ])('%s', async (_, markup, title) => {
    expect((await itemOf(`<title>${markup}</title>`))?.title).toBe(title);
  });

  test('of the item comes before those of modules, in any order', async () => {
    const titles =
      '<dc:title>D</dc:title><media:title>M</media:title><title>Own</title><itunes:title>I</itunes:title>';
    expect((await itemOf(titles))?.title).toBe('Own');
    expect((await itemOf('<media:title>M</media:title>'))?.title).toBe('M');
  });
});

describe('the address of an item', () => {
  test.each([
    ['its link', '<link>https://a.example/1</link><guid>https://a.example/2</guid>', 'https://a.example/1'],
    ['its guid', '<guid>https://a.example/2</guid>', 'https://a.example/2'],
    ['not a guid that is none', '<guid isPermaLink="false">https://a.example/2</guid>', null],
    [
      'a relative guid that says it is one',
      '<guid isPermaLink="true">/g/3</guid>',
      'https://base.example/g/3',
    ],
    ['in an attribute', '<link href="https://a.example/1"/>', 'https://a.example/1'],
    [
      'in CDATA and white space',
      '<link>\n <![CDATA[ https://a.example/1 ]]>\n</link>',
      'https://a.example/1',
    ],
    ['of an Atom link', '<atom:link rel="alternate" href="https://a.example/1"/>', 'https://a.example/1'],
    ['without a scheme', '<link>www.a.example/1</link>', 'http://www.a.example/1'],
    [
      'the last of several links',
      '<link>https://a.example/0</link><link>https://a.example/1</link>',
      'https://a.example/1',
    ],
    [
      'where a FeedBurner link leads',
      '<link>https://feeds.example/~r/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>',
      'https://a.example/1',
    ],
    ['with the scheme feed', '<link>feed://a.example/1</link>', 'http://a.example/1'],
    ['with feed before its scheme', '<link>feed:https://a.example/1</link>', 'https://a.example/1'],
  ])('%s', async (_, markup, url) => {
    expect((await itemOf(`<title>t</title>${markup}`))?.url).toBe(url);
  });
});

describe('the author of an item', () => {
  test.each([
    ['mail and name', '<author>ada@quill.example (Ada Quill)</author>', 'Ada Quill', 'ada@quill.example'],
    [
      'name and mail',
      '<author>Ada Quill &lt;ada@quill.example&gt;</author>',
      'Ada Quill',
      'ada@quill.example',
    ],
    ['mail alone', '<author>ada@quill.example</author>', null, 'ada@quill.example'],
    ['a person like in Atom', '<author><name>Ada Quill</name></author>', 'Ada Quill', null],
    ['of Dublin Core', '<dc:creator>Ada Quill</dc:creator>', 'Ada Quill', null],
    ['mail as name', '<author>ada@quill.example (ada@quill.example)</author>', null, 'ada@quill.example'],
    ['of Dublin Core, misnamed', '<dc:author>Ada Quill</dc:author>', 'Ada Quill', null],
    ['of iTunes', '<itunes:author>Ada Quill</itunes:author>', 'Ada Quill', null],
  ])('%s', async (_, markup, name, email) => {
    expect((await itemOf(markup))?.authors).toEqual([{ name, email, url: null }]);
  });

  test('of a channel is its webmaster for want of anybody else', async () => {
    const webmaster = '<webMaster>ben@ink.example (Ben Ink)</webMaster>';
    expect((await feedOf(rssChannel(webmaster))).authors).toMatchObject([{ name: 'Ben Ink' }]);
    const edited = `${webmaster}<managingEditor>ada@quill.example</managingEditor>`;
    expect((await feedOf(rssChannel(edited))).authors).toMatchObject([{ email: 'ada@quill.example' }]);
  });

  test('of a podcast is its author, else its owner', async () => {
    const owner =
      '<itunes:owner><itunes:name>Ben Ink</itunes:name><itunes:email>b@i.example</itunes:email></itunes:owner>';
    const authored = await feedOf(rssChannel(`<itunes:author>Ada Quill</itunes:author>${owner}`));
    expect(authored.authors.map(({ name }) => name)).toEqual(['Ada Quill']);
    expect((await feedOf(rssChannel(owner))).authors).toEqual([
      { name: 'Ben Ink', email: 'b@i.example', url: null },
    ]);
  });
});

test('Dublin Core alone makes an item', async () => {
  expect(
    await itemOf(`<dc:title>Storm</dc:title><dc:date>2026-01-02T03:04:05Z</dc:date><dc:subject>Sea</dc:subject>
      <dc:rights>R</dc:rights><dc:source>https://s.example/</dc:source><dc:description>Text</dc:description>
      <dc:contributor>Cy Nib</dc:contributor>`),
  ).toMatchObject({
    title: 'Storm',
    published: '2026-01-02T03:04:05.000Z',
    updated: '2026-01-02T03:04:05.000Z',
    categories: ['Sea'],
    rights: 'R',
    source: { title: null, url: 'https://s.example/' },
    summary: 'Text',
    contributors: [{ name: 'Cy Nib' }],
  });
});

test('dates of an item: pubDate before the modules, modified apart', async () => {
  expect(
    await itemOf(`<dc:date>2003-01-01T00:00:00Z</dc:date><pubDate>Sat, 01 Jan 2005 00:00:00 GMT</pubDate>
      <atom:updated>2006-01-01T00:00:00Z</atom:updated>`),
  ).toMatchObject({ published: '2005-01-01T00:00:00.000Z', updated: '2006-01-01T00:00:00.000Z' });
  expect(
    await itemOf(`<dcterms:created>2003-01-01T00:00:00Z</dcterms:created><dcterms:issued>2004-01-01T00:00:00Z</dcterms:issued>
      <dcterms:modified>2005-01-01T00:00:00Z</dcterms:modified>`),
  ).toMatchObject({ published: '2004-01-01T00:00:00.000Z', updated: '2005-01-01T00:00:00.000Z' });
});

test('categories and keywords of every module, each once', async () => {
  const item =
    await itemOf(`<category>a</category><category domain="https://d.example/">b</category><category>a</category>
    <category><![CDATA[ c & d ]]></category><dc:subject>e</dc:subject><media:category>f</media:category>
    <media:keywords>g, h</media:keywords>`);
  expect(item?.categories).toEqual(['a', 'b', 'c & d', 'e', 'f', 'g', 'h']);
  expect(item?.categoryTerms).toEqual([{ term: 'b', scheme: 'https://d.example/' }]);
  const podcast = rssChannel(
    '<itunes:category text="Society"><itunes:category text="Places"/></itunes:category>',
  );
  expect((await feedOf(podcast)).categories).toEqual(['Society', 'Places']);
});

test('Media RSS gives pictures with their credit, films as enclosures, thumbnails', async () => {
  const item = await itemOf(`<media:group><media:content url="/a.jpg" medium="image" width="640" height="480">
    <media:credit role="photographer">Di Lens</media:credit><media:description>The quay</media:description>
    <media:thumbnail url="/t.jpg"/></media:content><media:content url="/a.mp4" type="video/mp4" fileSize="7"/></media:group>`);
  expect(item).toMatchObject({
    title: null,
    summary: null,
    images: ['https://base.example/a.jpg', 'https://base.example/t.jpg'],
    enclosures: [{ url: 'https://base.example/a.mp4', type: 'video/mp4', length: 7 }],
  });
  expect(item?.media[0]).toEqual({
    url: 'https://base.example/a.jpg',
    type: null,
    medium: 'image',
    width: 640,
    height: 480,
    length: null,
    title: null,
    description: 'The quay',
    credit: 'Di Lens',
  });
});

test('an enclosure that is a picture is a picture too', async () => {
  const item = await itemOf('<enclosure url="/b.jpg" type="image/jpeg" length=""/>');
  expect(item?.enclosures).toEqual([{ url: 'https://base.example/b.jpg', type: 'image/jpeg', length: null }]);
  expect(item?.images).toEqual(['https://base.example/b.jpg']);
});

describe('the texts of an item', () => {
  test('a description that was cut off gives way to a longer summary', async () => {
    const cut =
      '<description>The tide tables...</description><itunes:summary>The tide tables of the year.</itunes:summary>';
    expect(await itemOf(cut)).toMatchObject({
      contentHtml: 'The tide tables of the year.',
      summary: 'The tide tables...',
    });
  });

  test('what Media RSS describes is the item only where nothing else does', async () => {
    const caption = '<media:description>A quay at dawn</media:description>';
    expect(await itemOf(`<description>Ferries run again.</description>${caption}`)).toMatchObject({
      contentHtml: 'Ferries run again.',
      summary: null,
    });
    expect(await itemOf(caption)).toMatchObject({ contentHtml: null, summary: 'A quay at dawn' });
  });
});

test('comments are an address, resolved against the xml:base around them', async () => {
  const item = async (comments: string) =>
    itemOf(`<guid>1</guid><comments xml:base="https://c.example/d/">${comments}</comments>`);
  expect(await item('e')).toMatchObject({ comments: 'https://c.example/d/e' });
  expect(await item('Say what you think')).toMatchObject({ comments: null });
});

test('an item that says something only to others stays, one that says nothing does not', async () => {
  const items =
    '<item/><item><title/> </item><item><x:rating xmlns:x="https://x.example/">5</x:rating></item>';
  expect((await feedOf(rssChannel(items))).items).toHaveLength(1);
});

describe('a place', () => {
  test.each([
    ['GeoRSS simple', '<georss:point>45.25 -71.9</georss:point>'],
    ['GeoRSS GML', '<georss:where><gml:Point><gml:pos>45.25 -71.9</gml:pos></gml:Point></georss:where>'],
    ['with a height', '<georss:point>45.25 -71.9 30.5</georss:point>'],
    ['W3C Basic Geo', '<geo:lat>45.25</geo:lat><geo:long>-71.9</geo:long>'],
    ['a point of W3C Basic Geo', '<geo:Point><geo:lat>45.25</geo:lat><geo:long>-71.9</geo:long></geo:Point>'],
  ])('%s', async (_, markup) => {
    expect((await itemOf(markup))?.location).toEqual({ latitude: 45.25, longitude: -71.9 });
  });

  test('off the Earth is none', async () => {
    expect((await itemOf('<guid>1</guid><georss:point>95 10</georss:point>'))?.location).toBeNull();
  });
});

test('licences and the number of comments', async () => {
  const licensed =
    '<creativeCommons:license>https://l.example/by</creativeCommons:license><slash:comments>7</slash:comments>';
  expect(await itemOf(licensed)).toMatchObject({ license: 'https://l.example/by', commentCount: 7 });
  expect(await itemOf('<cc:license rdf:resource="https://l.example/by"/>')).toMatchObject({
    license: 'https://l.example/by',
  });
});

test('the channel: picture, generator, and no titles of what stands in it', async () => {
  const feed = await feedOf(
    rssChannel(`<image><title>IT</title><url>/i.png</url><link>https://il.example/</link></image>
      <textInput><title>Search</title><link>https://t.example/</link></textInput>
      <title>Channel</title><link>https://c.example/</link><generator>Press 9</generator>`),
    about,
  );
  expect(feed).toMatchObject({
    title: 'Channel',
    link: 'https://c.example/',
    image: 'https://c.example/i.png',
    generator: 'Press 9',
  });
});

test('the channel takes its picture from its modules where it has none of its own', async () => {
  const media = rssChannel('<media:thumbnail url="https://i.example/t.png"/>');
  expect((await feedOf(media)).image).toBe('https://i.example/t.png');
  const podcast = rssChannel('<itunes:link rel="image" type="image/png" href="https://i.example/l.png"/>');
  expect((await feedOf(podcast)).image).toBe('https://i.example/l.png');
});

test('addresses are resolved against where the feed says it is, for want of where it came from', async () => {
  const feed = await feedOf(
    rssChannel(
      '<atom:link rel="self" href="https://s.example/rss/all.xml"/><link>/news</link><item><link>/1</link></item>',
    ),
  );
  expect(feed).toMatchObject({ link: 'https://s.example/news', items: [{ url: 'https://s.example/1' }] });
});
