import { expect, test } from 'vitest';
import type { FeedItem } from '../../src/domain/parsed-feed.ts';
import { inputFromFeedItem } from '../../src/normalize/normalize-input.ts';
import { blankItem } from '../support/feed-item.ts';

const item: FeedItem = {
  ...blankItem,
  key: 'k',
  id: null,
  url: 'https://bugle.example/a',
  title: 'Tide turns',
  authors: [],
  published: null,
  updated: null,
  summary: 'Short.',
  contentHtml: null,
  categories: ['Sea'],
  enclosures: [
    { url: 'https://bugle.example/a.jpg', type: 'image/jpeg', length: null },
    { url: 'https://bugle.example/a.mp3', type: 'audio/mpeg', length: 1 },
  ],
  images: ['https://bugle.example/b.jpg'],
  comments: null,
  rights: null,
  source: null,
};
const feed = { section: 'Transport', language: 'en', outlet: 'Bugle', rights: '© Bugle' };

test('an item without content has its summary for a body, and the rights of its feed', () => {
  expect(inputFromFeedItem(item, feed)).toMatchObject({
    type: 'html',
    body: 'Short.',
    url: 'https://bugle.example/a',
    claims: { title: 'Tide turns', section: 'Transport', language: 'en', outlet: 'Bugle', rights: '© Bugle' },
  });
  expect(inputFromFeedItem({ ...item, contentHtml: '<p>Long</p>', rights: 'CC0' }, feed)).toMatchObject({
    body: '<p>Long</p>',
    claims: { summary: 'Short.', rights: 'CC0' },
  });
});

test('attached pictures are images of the item, attached sound is not', () => {
  expect(inputFromFeedItem(item, feed).claims.images).toEqual([
    'https://bugle.example/b.jpg',
    'https://bugle.example/a.jpg',
  ]);
});
