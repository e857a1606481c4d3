import { expect, test } from 'vitest';
import { parseFeed } from '../../../src/parse/parse-feed.ts';

const baseUrl = 'https://quay.example/news/';

async function feedsOf(head: string, body = '', base: string | null = baseUrl) {
  const page = `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
  const outcome = await parseFeed(Buffer.from(page), { contentType: 'text/html', baseUrl: base });
  if (outcome.kind !== 'unreadable' || outcome.code !== 'html-page') throw new Error('no page');
  return outcome.feeds;
}

test('a page gives the feeds it names, absolute, with title and type', async () => {
  const feeds = await feedsOf(`
    <link rel="alternate" type="application/rss+xml" title="All &amp; more" href="/rss.xml">
    <LINK REL='alternate home' TYPE='application/atom+xml; charset=utf-8' HREF='atom'>
    <link rel="alternate" type="application/feed+json" href="https://cdn.example/feed.json">
    <link rel="alternate" type="application/rss+xml" href="/rss.xml">`);
  expect(feeds).toEqual([
    { url: 'https://quay.example/rss.xml', title: 'All & more', type: 'application/rss+xml' },
    { url: 'https://quay.example/news/atom', title: null, type: 'application/atom+xml; charset=utf-8' },
    { url: 'https://cdn.example/feed.json', title: null, type: 'application/feed+json' },
  ]);
});

test('links that look like feeds come after those that say so', async () => {
  const feeds = await feedsOf(
    '<link rel="alternate" type="application/rss+xml" href="/rss.xml">',
    `<a href="/feeds/sport.xml">Sport
      <b>feed</b></a> <a href="feed://quay.example/culture">Culture</a> <a href="?format=atom">Atom</a>
     <a href="https://feeds.press.example/quay">Elsewhere</a>`,
  );
  expect(feeds.map(({ url, title }) => [url, title])).toEqual([
    ['https://quay.example/rss.xml', null],
    ['https://quay.example/feeds/sport.xml', 'Sport feed'],
    ['http://quay.example/culture', 'Culture'],
    ['https://quay.example/news/?format=atom', 'Atom'],
    ['https://feeds.press.example/quay', 'Elsewhere'],
  ]);
});

test('pages, WordPress JSON, oEmbed, translations and addresses that only hold the word are no feeds', async () => {
  const feeds = await feedsOf(
    `<link rel="alternate" hreflang="de" href="/de/feed/">
     <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
     <link rel="alternate" type="application/json+oembed" href="/oembed?url=feed">
     <link rel="alternate" type="text/xml+oembed" href="/oembed?format=xml">
     <link rel="stylesheet" href="/feed.css">`,
    `<a href="/how-to-feed-a-cat">Cats</a> <a href="/feedback">Say</a> <a href="mailto:rss@quay.example">x</a>
     <a href="/news.html">News</a>`,
  );
  expect(feeds).toEqual([]);
});

test('the base element counts, and without any base addresses stay as given', async () => {
  const link = '<link rel="alternate" type="application/rss+xml" href="rss">';
  expect(await feedsOf(`<base href="/other/">${link}`)).toMatchObject([
    { url: 'https://quay.example/other/rss' },
  ]);
  expect(await feedsOf(link, '', null)).toMatchObject([{ url: 'rss' }]);
});

test('feeds are found behind scripts of half a megabyte', async () => {
  const feeds = await feedsOf(`<script>${'x'.repeat(500_000)}</script>`, '<a href="/rss">RSS</a>');
  expect(feeds).toMatchObject([{ url: 'https://quay.example/rss' }]);
});
