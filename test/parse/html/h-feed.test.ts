import { expect, test } from 'vitest';
import { parseFeed } from '../../../src/parse/parse-feed.ts';
import { feedOf, readFixture } from '../fixture.ts';

const page = readFixture('h-feed.html').toString();

test('a page that is an h-feed is read as a feed', async () => {
  const feed = await feedOf(page);
  expect(feed).toMatchObject({
    format: 'hfeed',
    version: null,
    title: 'Pebble & tide',
    authors: [{ name: 'Una Reed', url: 'https://pebble.example/about' }],
    problems: [],
  });
  expect(feed.items[0]).toMatchObject({
    key: 'https://pebble.example/notes/low-tide',
    url: 'https://pebble.example/notes/low-tide',
    title: 'Low tide',
    authors: [{ name: 'Ben Shore', email: null, url: 'https://ben.example/' }],
    published: '2026-02-03T07:00:00.000Z',
    summary: 'The flats are dry.',
    contentHtml:
      '<p>The flats are <em>dry</em> till noon, see <a href="https://pebble.example/notes/map">the map</a>.</p>',
    categories: ['Sea'],
    images: ['https://pebble.example/notes/flats.jpg'],
    enclosures: [{ url: 'https://pebble.example/notes/gulls.mp3', type: null, length: null }],
  });
});

test('a note has no headline, and the author of its feed', async () => {
  const { items } = await feedOf(page);
  expect(items[1]).toMatchObject({
    url: 'https://pebble.example/notes/2',
    title: null,
    contentHtml: 'High tide &lt; nine metres.',
    published: '2026-02-03T09:00:00.000Z',
    authors: [{ name: 'Una Reed' }],
  });
});

test('control characters are no text here either', async () => {
  const { items } = await feedOf(page.replace('Low tide', 'Low\0 tide'));
  expect(items[0]?.title).toBe('Low tide');
});

test('a page that names a feed is no feed, nor is one without entries', async () => {
  const about = { contentType: 'text/html', baseUrl: null };
  const link = '<link rel="alternate" type="application/atom+xml" href="/atom">';
  const naming = await parseFeed(Buffer.from(page.replace('<base', `${link}<base`)), about);
  expect(naming).toMatchObject({ code: 'html-page', feeds: [{ url: 'https://pebble.example/atom' }] });
  const empty = await parseFeed(Buffer.from('<html><body class="h-feed"><p>Soon</p></body></html>'), about);
  expect(empty).toMatchObject({ code: 'html-page', feeds: [] });
});

test('a page nested without end is none', async () => {
  const nested = `<html><body class="h-feed">${'<div>'.repeat(100_000)}<p class="h-entry">x</p>`;
  expect(await parseFeed(Buffer.from(nested), { contentType: null, baseUrl: null })).toMatchObject({
    code: 'html-page',
  });
});
