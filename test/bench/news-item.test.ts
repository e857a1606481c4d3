import Parser from 'rss-parser';
import { describe, expect, test } from 'vitest';
import { newsItem } from '../../bench/corpus/news-item.ts';
import { formatOf, renderFeed } from '../../bench/corpus/render-feed.ts';

const items = Array.from({ length: 12 }, (_, number) => newsItem(1, 4, number));

describe('bench items', () => {
  test('are the same for the same seed and others for another', () => {
    expect(newsItem(1, 4, 3)).toEqual(items[3]);
    expect(newsItem(2, 4, 3).html).not.toBe(items[3]?.html);
  });

  test('differ in id, address, title and text, within a feed and between feeds', () => {
    const all = [...items, ...Array.from({ length: 12 }, (_, number) => newsItem(1, 5, number))];
    for (const field of ['id', 'url', 'title', 'html'] as const) {
      expect(new Set(all.map((item) => item[field])).size).toBe(all.length);
    }
  });

  test('are as long as a news article, with image, links, byline and copyright line', () => {
    for (const { html, author } of items) {
      expect(html.length).toBeGreaterThan(3000);
      expect(html.length).toBeLessThan(6000);
      expect(html).toContain(`By ${author}`);
      expect(html).toMatch(/<img .*<a href=.*© 2026/s);
    }
  });
});

describe('bench feeds', () => {
  test('come as RSS, Atom and JSON Feed in turn', () => {
    expect([0, 1, 2, 3].map(formatOf)).toEqual(['rss', 'atom', 'json', 'rss']);
  });

  test.each([0, 1])('hold every item as XML that rss-parser reads (feed %i)', async (feed) => {
    const parsed = await new Parser().parseString(renderFeed(feed, items).document);
    expect(parsed.items.map(({ title, link }) => ({ title, link }))).toEqual(
      items.map(({ title, url }) => ({ title, link: url })),
    );
    expect(parsed.items[0]?.['content:encoded'] ?? parsed.items[0]?.content).toBe(items[0]?.html);
  });

  test('hold every item as JSON Feed', () => {
    const parsed = JSON.parse(renderFeed(2, items).document) as { items: { content_html: string }[] };
    expect(parsed.items.map((item) => item.content_html)).toEqual(items.map((item) => item.html));
  });
});
