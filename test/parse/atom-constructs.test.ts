import { describe, expect, test } from 'vitest';
import { atom03Entry, atomEntry, atomFeed } from './documents.ts';
import { feedOf } from './fixture.ts';

const about = { baseUrl: 'https://base.example/dir/feed.xml' };
const itemOf = async (document: string) => (await feedOf(document, about)).items[0];
const xhtml = 'xmlns="http://www.w3.org/1999/xhtml"';

describe('a title is text, whatever its type', () => {
  test.each([
    ['text', '<title>Salt &amp; Sons</title>', 'Salt & Sons'],
    ['text that looks like markup', '<title>1 &lt; 2 &lt;b&gt;</title>', '1 < 2 <b>'],
    ['text/plain', '<title type="text/plain">&lt;b&gt;</title>', '<b>'],
    ['html', '<title type="html">Salt &amp;amp; Sons &lt;b&gt;win&lt;/b&gt;</title>', 'Salt & Sons win'],
    ['html in CDATA', '<title type="html"><![CDATA[Salt &amp; Sons <b>win</b>]]></title>', 'Salt & Sons win'],
    ['xhtml', `<title type="xhtml"><div ${xhtml}>one <b>two</b> &lt; three</div></title>`, 'one two < three'],
    ['no type, but markup', '<title>Salt &lt;b&gt;wins&lt;/b&gt;</title>', 'Salt wins'],
    ['an unknown type', '<title type="application/x-note">Salt</title>', 'Salt'],
    ['html with a written-out tag', '<title type="html">&amp;lt;b&amp;gt; is bold</title>', '<b> is bold'],
  ])('%s', async (_, markup, title) => {
    expect((await itemOf(atomEntry(markup)))?.title).toBe(title);
  });

  test('base64 of Atom 0.3', async () => {
    const encoded = Buffer.from('Harbour <b>news</b>').toString('base64');
    const document = atom03Entry(`<title type="text/html" mode="base64">${encoded}</title>`);
    expect((await itemOf(document))?.title).toBe('Harbour news');
  });
});

describe('content is HTML, whatever its type', () => {
  const html = 'Harbour <b>news</b>';
  const base64 = Buffer.from(html).toString('base64');

  test.each([
    ['no type', '<content>5 &lt; 6 &lt;b&gt;</content>', '5 < 6 &lt;b>'],
    ['no type, but markup', '<content>Harbour &lt;b&gt;news&lt;/b&gt;</content>', html],
    ['JSON', '<content type="application/json">{"a":1}</content>', '{"a":1}'],
    ['html', '<content type="html">Harbour &lt;b&gt;news&lt;/b&gt;</content>', html],
    [
      'text/html with a charset',
      '<content type="text/html; charset=utf-8">Harbour &lt;b&gt;news&lt;/b&gt;</content>',
      html,
    ],
    ['xhtml', `<content type="xhtml"><div ${xhtml}>Harbour <b>news</b></div></content>`, html],
    [
      'an XML type',
      `<content type="application/xhtml+xml"><div ${xhtml}>Harbour <b>news</b></div></content>`,
      html,
    ],
    ['a binary type', `<content type="application/octet-stream">${base64}</content>`, html],
    [
      'the fullest of several',
      '<content>short</content><content type="html">Harbour &lt;b&gt;news&lt;/b&gt;</content>',
      html,
    ],
  ])('%s', async (_, markup, contentHtml) => {
    expect((await itemOf(atomEntry(markup)))?.contentHtml).toBe(contentHtml);
  });

  test.each([
    ['escaped', '<content type="text/html" mode="escaped">Harbour &lt;b&gt;news&lt;/b&gt;</content>'],
    [
      'xml',
      `<content type="application/xhtml+xml" mode="xml"><div ${xhtml}>Harbour <b>news</b></div></content>`,
    ],
    ['base64', `<content type="text/html" mode="base64">${base64}</content>`],
  ])('mode %s of Atom 0.3', async (_, markup) => {
    expect((await itemOf(atom03Entry(markup)))?.contentHtml).toBe(html);
  });

  test('base64 of no type is markup', async () => {
    expect((await itemOf(atom03Entry(`<content mode="base64">${base64}</content>`)))?.contentHtml).toBe(html);
  });

  test('a picture in base64 is none', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]).toString('base64');
    const item = await itemOf(atomEntry(`<id>1</id><content type="image/png">${png}</content>`));
    expect(item).toMatchObject({ id: '1', contentHtml: null });
  });

  test('content elsewhere is a picture, or the page to read', async () => {
    expect(await itemOf(atomEntry('<content type="image/jpeg" src="/a.jpg"/>'))).toMatchObject({
      images: ['https://base.example/a.jpg'],
      contentHtml: null,
    });
    expect(await itemOf(atomEntry('<content type="text/html" src="full.html"/>'))).toMatchObject({
      url: 'https://base.example/dir/full.html',
    });
  });
});

describe('links', () => {
  test('take their relation by its short or its registered name', async () => {
    const relation = 'http://www.iana.org/assignments/relation/';
    const item = await itemOf(
      atomEntry(
        `<link rel="${relation}enclosure" href="/a.mp3"/><link rel="${relation}alternate" href="/page"/>`,
      ),
    );
    expect(item).toMatchObject({
      url: 'https://base.example/page',
      enclosures: [{ url: 'https://base.example/a.mp3' }],
    });
  });

  test('to replies and licences', async () => {
    const item = await itemOf(
      atomEntry(
        '<id>1</id><link rel="replies" href="/c.atom"/><link rel="replies" type="text/html" href="/c"/><link rel="license" href="/l"/><thr:total>3</thr:total>',
      ),
    );
    expect(item).toMatchObject({
      comments: 'https://base.example/c',
      license: 'https://base.example/l',
      commentCount: 3,
      url: null,
    });
  });

  test('and persons are resolved against the xml:base around them', async () => {
    const feed =
      await feedOf(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://b.example/a/"><link href="c/"/>
      <entry xml:base="d/"><link href="e"/><author><name>N</name><uri>u</uri></author>
      <content type="html" xml:base="f/">&lt;a href="g"&gt;x&lt;/a&gt;</content></entry></feed>`);
    expect(feed).toMatchObject({
      link: 'http://b.example/a/c/',
      items: [
        {
          url: 'http://b.example/a/d/e',
          authors: [{ url: 'http://b.example/a/d/u' }],
          contentHtml: '<a href="http://b.example/a/d/f/g">x</a>',
        },
      ],
    });
  });
});

describe('persons', () => {
  test('have a name, an address and a page; contributors are apart', async () => {
    const item = await itemOf(
      atomEntry(`<author><name>Ada Quill</name><email>ada@quill.example</email><uri>/ada</uri></author>
        <author><name>Ben Ink</name></author><contributor><name>Cy Nib</name></contributor>`),
    );
    expect(item?.authors).toEqual([
      { name: 'Ada Quill', email: 'ada@quill.example', url: 'https://base.example/ada' },
      { name: 'Ben Ink', email: null, url: null },
    ]);
    expect(item?.contributors).toEqual([{ name: 'Cy Nib', email: null, url: null }]);
  });

  test('have a homepage in Atom 0.3', async () => {
    const item = await itemOf(atom03Entry('<author><homepage>https://ada.example/</homepage></author>'));
    expect(item?.authors).toEqual([{ name: null, email: null, url: 'https://ada.example/' }]);
  });

  test('of the source come before those of the feed', async () => {
    const source = '<source><title>Other</title><author><name>Di Source</name></author></source>';
    const feed = await feedOf(
      atomFeed(
        `<author><name>Ed Feed</name></author><entry><id>1</id>${source}</entry><entry><id>2</id></entry>`,
      ),
    );
    expect(feed.items.map(({ authors }) => authors[0]?.name)).toEqual(['Di Source', 'Ed Feed']);
  });
});

test('dates are first published, then issued or created; last updated or modified', async () => {
  const dates =
    '<created>2003-01-01T00:00:00Z</created><issued>2004-01-01T00:00:00Z</issued><modified>2005-01-01T00:00:00Z</modified>';
  expect(await itemOf(atom03Entry(dates))).toMatchObject({
    published: '2004-01-01T00:00:00.000Z',
    updated: '2005-01-01T00:00:00.000Z',
  });
  expect(await itemOf(atom03Entry('<created>2003-01-01T00:00:00Z</created>'))).toMatchObject({
    published: '2003-01-01T00:00:00.000Z',
  });
});

test('categories have a label, a term and a scheme', async () => {
  const item = await itemOf(
    atomEntry(
      '<category term="local" scheme="https://t.example/" label="Local news"/><category term="sea"/>',
    ),
  );
  expect(item?.categories).toEqual(['Local news', 'sea']);
  expect(item?.categoryTerms).toEqual([{ term: 'local', scheme: 'https://t.example/' }]);
});

test('a prefix for Atom and one for XHTML change nothing', async () => {
  const feed = await feedOf(
    `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Prefixed</a:title><a:entry>
     <a:title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">one <x:b>two</x:b></x:div></a:title>
     <a:link href="https://p.example/1"/></a:entry></a:feed>`,
  );
  expect(feed).toMatchObject({
    format: 'atom',
    version: '1.0',
    title: 'Prefixed',
    items: [{ title: 'one two', url: 'https://p.example/1' }],
  });
});

test('the feed has a picture, a generator, a licence, contributors and categories', async () => {
  const feed = await feedOf(
    atomFeed(`<title>T</title><logo>/logo.png</logo><icon>/icon.png</icon><generator uri="u">Press 9</generator>
      <link rel="license" href="https://l.example/"/><contributor><name>Cy Nib</name></contributor><category term="sea"/>`),
    about,
  );
  expect(feed).toMatchObject({
    image: 'https://base.example/logo.png',
    generator: 'Press 9',
    license: 'https://l.example/',
    contributors: [{ name: 'Cy Nib' }],
    categories: ['sea'],
  });
});

test('entries taken back are named (RFC 6721)', async () => {
  const feed = await feedOf(
    atomFeed(`<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="tag:a,1" when="2026-01-02T03:04:05Z">
      <at:comment>Published by mistake</at:comment></at:deleted-entry><entry><id>tag:a,2</id></entry>`),
  );
  expect(feed.deleted).toEqual([
    { id: 'tag:a,1', deletedAt: '2026-01-02T03:04:05.000Z', comment: 'Published by mistake' },
  ]);
  expect(feed.items.map(({ id }) => id)).toEqual(['tag:a,2']);
});

test('a document says which part of the feed it is (RFC 5005)', async () => {
  const history = 'xmlns:fh="http://purl.org/syndication/history/1.0"';
  const archive = await feedOf(
    atomFeed(`<fh:archive ${history}/><link rel="prev-archive" href="/2025"/><link rel="next" href="/2"/>`),
    about,
  );
  expect(archive.paging).toEqual({
    complete: false,
    archive: true,
    next: 'https://base.example/2',
    prevArchive: 'https://base.example/2025',
  });
  expect((await feedOf(atomFeed(`<fh:complete ${history}/>`))).paging.complete).toBe(true);
});

test('a title of the source is text, whatever its type', async () => {
  const title = Buffer.from('Coast <b>Wire</b>').toString('base64');
  const source = `<source><title type="application/octet-stream">${title}</title></source>`;
  expect((await itemOf(atomEntry(source)))?.source).toEqual({ title: 'Coast Wire', url: null });
});

test('an empty address is the xml:base around it, and none without one', async () => {
  const feed = (base: string) =>
    feedOf(
      `<feed xmlns="http://www.w3.org/2005/Atom" ${base}><title>t</title><link rel="self" href=""/></feed>`,
    );
  expect((await feed('xml:base="https://b.example/feed"')).self).toBe('https://b.example/feed');
  expect((await feed('')).self).toBeNull();
});

test('an id is resolved against the xml:base around it, and not against where the feed came from', async () => {
  const entry = '<entry><id>notes/1</id><title>t</title></entry>';
  expect((await itemOf(atomFeed(entry)))?.id).toBe('notes/1');
  const based = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/">${entry}</feed>`;
  expect((await itemOf(based))?.id).toBe('https://b.example/notes/1');
});

test('Atom 0.3 is told by its namespace', async () => {
  expect(
    await feedOf('<a:feed xmlns:a="http://purl.org/atom/ns#"><a:title>t</a:title></a:feed>'),
  ).toMatchObject({
    version: '0.3',
  });
});
