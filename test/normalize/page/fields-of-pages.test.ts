import { describe, expect, test } from 'vitest';
import { normalizing } from '../normalizing.ts';

const paragraph =
  'The lighthouse of Port Ellery will be lit again in spring, said its keeper, after three winters in which ships found their way by the smell of the fish market alone.';
const page = (head: string, below = ''): string =>
  `<html><head>${head}</head><body><article><h1>Lighthouse to be lit again</h1>${below}<p>${paragraph}</p></article></body></html>`;
const contentOf = (html: string, url = 'https://bugle.example/news/light') =>
  normalizing('page', html, {}, url).content;

describe('the day of publication comes from', () => {
  test.each([
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@type":"Article","datePublished":"2026-02-03T10:00:00Z"}</script>',
      '',
    ],
    ['a tag', '<meta property="article:published_time" content="2026-02-03T10:00:00+00:00">', ''],
    ['microdata', '', '<time itemprop="datePublished" datetime="2026-02-03">yesterday</time>'],
    ['a time below the headline', '', '<time datetime="2026-02-03T10:00">3 Feb</time>'],
    ['a printed date', '', '<p>February 3, 2026</p>'],
    ['a German one', '', '<span class="datum">3. Februar 2026</span>'],
    ['a Japanese one', '', '<span>2026年2月3日</span>'],
    ['what is said of an update, for want of another', '', '<p>Updated on February 3, 2026</p>'],
    [
      'more sources than those that say otherwise',
      '<meta name="date" content="2019-01-01"><meta itemprop="datePublished" content="2026-02-03"><script type="application/ld+json">{"@type":"Article","datePublished":"2026-02-03"}</script>',
      '',
    ],
  ])('%s', (_, head, below) => {
    expect(contentOf(page(head, below)).publishedAt?.slice(0, 10)).toBe('2026-02-03');
  });

  test('the address', () => {
    expect(contentOf(page(''), 'https://bugle.example/2026/02/03/light').publishedAt).toBe(
      '2026-02-03T00:00:00.000Z',
    );
  });

  test('nowhere else', () => {
    expect(contentOf(page('', '<p>In 1926 the lamp went dark.</p>')).publishedAt).toBeNull();
  });
});

describe('the title is', () => {
  test.each([
    [
      'the headline rather than what it is called elsewhere',
      '<meta property="og:title" content="Lighthouse lit again: see the photos">',
    ],
    ['the headline without the site', '<title>Lighthouse to be lit again | The Bugle</title>'],
  ])('%s', (_, head) => {
    expect(contentOf(page(head)).title).toBe('Lighthouse to be lit again');
  });

  test.each(['Lamp lit - The Bugle', 'Lamp lit | The Bugle', 'The Bugle: Lamp lit'])(
    'without the site in %s',
    (title) => {
      const html = `<title>${title}</title><meta property="og:site_name" content="The Bugle"><body><h1>The Bugle</h1><p>${paragraph}</p></body>`;
      expect(contentOf(html).title).toBe('Lamp lit');
    },
  );
});

describe('the address is', () => {
  const own = 'https://bugle.example/news/light?id=7';
  test.each([
    [
      'the canonical one',
      'https://www.bugle.example/news/lighthouse',
      'https://www.bugle.example/news/lighthouse',
    ],
    ['the canonical one, relative', '/news/lighthouse', 'https://bugle.example/news/lighthouse'],
    ['its own where the canonical one is the front page', 'https://bugle.example/', own],
    ['its own where the canonical one is on another site', 'https://mirror.example/news/light', own],
    ['its own where the canonical one is no address', 'javascript:void(0)', own],
  ])('%s', (_, canonical, expected) => {
    expect(contentOf(page(`<link rel="canonical" href="${canonical}">`), own).url).toBe(expected);
  });
});

test('tags are those of the article', () => {
  const head =
    '<meta property="article:tag" content="Harbour"><meta name="news_keywords" content="ships, harbour">';
  expect(contentOf(page(head)).tags).toEqual(['Harbour', 'ships']);
});
