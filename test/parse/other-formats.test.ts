import { expect, test } from 'vitest';
import { feedOf } from './fixture.ts';

test('reads the Channel Definition Format with its addresses in attributes and its channels in channels', async () => {
  const feed = await feedOf(`<?xml version="1.0"?><CHANNEL HREF="http://c.example/" BASE="http://c.example/b/"
    LASTMOD="1998-11-05T22:10-0800"><TITLE>Old news</TITLE><ABSTRACT>About it</ABSTRACT>
    <ITEM HREF="i.html" LASTMOD="1998-11-05T22:10-0800"><TITLE>First</TITLE><ABSTRACT>Text</ABSTRACT></ITEM>
    <CHANNEL HREF="sub/"><TITLE>Sub</TITLE><ITEM HREF="s.html"><TITLE>Second</TITLE></ITEM></CHANNEL></CHANNEL>`);
  expect(feed).toMatchObject({
    format: 'cdf',
    title: 'Old news',
    description: 'About it',
    link: 'http://c.example/',
    updated: '1998-11-06T06:10:00.000Z',
    items: [
      { url: 'http://c.example/b/i.html', title: 'First', updated: '1998-11-06T06:10:00.000Z' },
      { url: 'http://c.example/b/s.html', title: 'Second' },
    ],
  });
});

test('tells the Channel Definition Format by its dates or abstracts too', async () => {
  const feed = await feedOf('<CHANNEL LASTMOD="1998-11-05T22:10-0800"><TITLE>Old news</TITLE></CHANNEL>');
  expect(feed).toMatchObject({ format: 'cdf', updated: '1998-11-06T06:10:00.000Z' });
  const item = '<CHANNEL><ITEM><TITLE>First</TITLE><ABSTRACT>About it</ABSTRACT></ITEM></CHANNEL>';
  expect(await feedOf(item)).toMatchObject({ format: 'cdf', items: [{ contentHtml: 'About it' }] });
});

test('reads a Google News sitemap', async () => {
  const feed = await feedOf(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <url><loc>https://x.example/1</loc><lastmod>2026-01-02T03:04:05+00:00</lastmod><n:news>
    <n:publication><n:name>The Valley</n:name><n:language>en</n:language></n:publication>
    <n:publication_date>2026-01-02</n:publication_date><n:title>Storm &amp; tide</n:title>
    <n:keywords>sea, storm</n:keywords></n:news><image:image><image:loc>https://x.example/i.jpg</image:loc></image:image></url>
    <url><loc>https://x.example/2</loc></url></urlset>`);
  expect(feed).toMatchObject({
    format: 'sitemap',
    items: [
      {
        url: 'https://x.example/1',
        title: 'Storm & tide',
        published: '2026-01-02T00:00:00.000Z',
        updated: '2026-01-02T03:04:05.000Z',
        categories: ['sea', 'storm'],
        images: ['https://x.example/i.jpg'],
      },
      { url: 'https://x.example/2', title: null },
    ],
  });
});

test('gives RDF items the identifier they are about', async () => {
  const feed =
    await feedOf(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="https://r.example/"><title>R</title></channel>
    <item rdf:about="https://r.example/1"><title>One</title><link>https://r.example/one</link></item></rdf:RDF>`);
  expect(feed.items).toMatchObject([{ id: 'https://r.example/1', url: 'https://r.example/one' }]);
});
