import { expect, test } from 'vitest';
import type { FeedItem } from '../../src/domain/parsed-feed.ts';
import { contentHash } from '../../src/parse/content-hash.ts';
import { blankItem } from '../support/feed-item.ts';
import { feedOf, readFixture } from './fixture.ts';

test('a shared guid is told apart by link, and a repetition is dropped', async () => {
  const feed = await feedOf(readFixture('shared-guids.xml'));
  expect(feed.items.map(({ key }) => key)).toEqual([
    'g',
    'g https://s.example/2',
    'https://s.example/3',
    expect.stringMatching(/^[0-9a-f]{32}$/),
  ]);
  expect(feed.problems).toMatchObject([{ code: 'duplicate-items' }]);
});

test('items that share a guid and have no link keep different keys', async () => {
  const item = (title: string) => `<item><guid isPermaLink="false">1</guid><title>${title}</title></item>`;
  const { items } = await feedOf(
    `<rss><channel>${item('One')}${item('Two')}${item('Three')}</channel></rss>`,
  );
  expect(new Set(items.map(({ key }) => key)).size).toBe(3);
});

const item: FeedItem = {
  ...blankItem,
  key: 'k',
  id: 'k',
  url: 'https://a.example/1',
  title: 'Title',
  authors: [{ name: 'Ann Lee', email: null, url: null }],
  published: '2024-03-05T10:00:00.000Z',
  updated: null,
  summary: 'Short',
  contentHtml: '<p>Long</p>',
  categories: ['a', 'b'],
  enclosures: [],
  images: ['https://a.example/1.png', 'https://a.example/2.png'],
  comments: null,
  rights: null,
  source: null,
};

test.each<[string, Partial<FeedItem>]>([
  ['updated', { updated: '2024-03-06T10:00:00.000Z' }],
  ['comments', { comments: 'https://a.example/1#c' }],
  ['key and id', { key: 'x', id: 'x' }],
  ['order of categories and images', { categories: ['b', 'a'], images: item.images.toReversed() }],
  ['white space', { contentHtml: ' <p>Long</p>\n', title: 'Title ' }],
])('the content hash does not depend on %s', (_, change) => {
  expect(contentHash({ ...item, ...change })).toBe(contentHash(item));
});

test.each<[string, Partial<FeedItem>]>([
  ['title', { title: 'Titel' }],
  ['url', { url: 'https://a.example/2' }],
  ['authors', { authors: [] }],
  ['summary', { summary: null }],
  ['content', { contentHtml: '<p>Longer</p>' }],
  ['published', { published: null }],
  ['categories', { categories: ['a'] }],
  ['enclosures', { enclosures: [{ url: 'https://a.example/a.mp3', type: null, length: null }] }],
  ['images', { images: [] }],
  ['rights', { rights: '© A' }],
  ['source', { source: { title: 'Wire', url: null } }],
])('the content hash depends on %s', (_, change) => {
  expect(contentHash({ ...item, ...change })).not.toBe(contentHash(item));
});

test('the content hash of an item does not change from run to run', () => {
  expect(contentHash(item)).toMatch(/^[0-9a-f]{64}$/);
  expect(contentHash(structuredClone(item))).toBe(contentHash(item));
});
