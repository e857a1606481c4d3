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

  test.each([
    'https://bugle.example/2026/02/03/light',
    'https://bugle.example/20260203-light',
    'https://bugle.example/2026/feb/03/light',
    'https://bugle.example/2026/February/3/light',
  ])('the address %s', (url) => {
    expect(contentOf(page(''), url).publishedAt).toBe('2026-02-03T00:00:00.000Z');
  });

  test.each([
    [
      'the words before it',
      '<p>Far below</p><h4>Published</h4><p><time datetime="2026-02-03">3 Feb</time></p>',
    ],
    ['a label and a date', '<div class="dateline"><p>Published</p><p class="date">Feb 3, 2026</p></div>'],
    [
      'what was said first',
      '<p class="date">This was first published on 3 Feb 2026 and updated May 5, 2026</p>',
    ],
    ['the only date of the page', '<span class="x">February 3, 2026</span>'],
  ])('the end of a long page: %s', (_, end) => {
    const html = page('', `${`<p>${paragraph}</p>`.repeat(20)}`).replace('</article>', `${end}</article>`);
    expect(contentOf(html).publishedAt?.slice(0, 10)).toBe('2026-02-03');
  });

  test('below the headline rather than above it', () => {
    const html = page('', '<time datetime="2026-02-03">3 Feb</time>').replace(
      '<h1>',
      '<time datetime="2026-05-05">5 May</time><h1>',
    );
    expect(contentOf(html).publishedAt?.slice(0, 10)).toBe('2026-02-03');
  });

  test('what is printed, where data has nothing but the time at which the page was made', () => {
    const made = '{"@type":"Article","datePublished":"2026-05-05","dateModified":"2026-05-05"}';
    const html = page(
      `<script type="application/ld+json">${made}</script>`,
      '<time class="date" datetime="2026-02-03">3 Feb</time>',
    );
    expect(contentOf(html).publishedAt?.slice(0, 10)).toBe('2026-02-03');
  });

  test('a source with the time of day, where another has the same day alone', () => {
    const html = page(
      '<meta name="date" content="2026-02-03"><meta itemprop="datePublished" content="2026-02-03T21:30:00-05:00">',
      '<time datetime="2026-02-03T21:30:00-05:00">3 Feb</time>',
    );
    expect(contentOf(html).publishedAt).toBe('2026-02-04T02:30:00.000Z');
  });

  test.each([
    ['en-US', '2/3/2026'],
    ['en-GB', '3/2/2026'],
    ['fr', '03/02/2026'],
    ['en', '3-2-2026'],
  ])('numbers as they are read in %s', (language, date) => {
    const html = page('', `<span class="date">${date}</span>`).replace('<html>', `<html lang="${language}">`);
    expect(contentOf(html).publishedAt?.slice(0, 10)).toBe('2026-02-03');
  });

  test('no label of an update', () => {
    const html = page('', '<p><span>Updated</span> <time datetime="2026-05-05">5 May</time></p>');
    const { publishedAt, updatedAt } = contentOf(
      html.replace('<head>', '<head><meta name="published-date" content="2026-02-03">'),
    );
    expect([publishedAt?.slice(0, 10), updatedAt?.slice(0, 10)]).toEqual(['2026-02-03', '2026-05-05']);
  });

  test('nowhere else', () => {
    expect(contentOf(page('', '<p>In 1926 the lamp went dark.</p>')).publishedAt).toBeNull();
  });
});

describe('the rights in a page are', () => {
  const linked = (more: string): string =>
    `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Lighthouse to be lit again",${more}},{"@type":"Organization","@id":"#bugle","name":"The Bugle"}]}</script>`;

  test.each([
    ['"copyrightHolder":{"@id":"#bugle"},"copyrightYear":2026', { holder: 'The Bugle', year: 2026 }],
    ['"copyrightHolder":"The Bugle","copyrightYear":"2026"', { holder: 'The Bugle', year: 2026 }],
    ['"copyrightNotice":"© 2026 The Bugle"', { holder: 'The Bugle', year: 2026, notice: '© 2026 The Bugle' }],
    [
      '"license":"https://creativecommons.org/licenses/by/4.0/"',
      { license: 'https://creativecommons.org/licenses/by/4.0/' },
    ],
    ['"license":{"url":"https://bugle.example/terms"}', { license: 'https://bugle.example/terms' }],
  ])('what data says: %s', (more, copyright) => {
    expect(contentOf(page(linked(more))).copyright).toMatchObject(copyright);
  });

  test('those of the notice in its text, filled up', () => {
    const html = page(linked('"copyrightHolder":"Ellery Media","copyrightYear":2026'), '<p>© The Bugle</p>');
    expect(contentOf(html).copyright).toMatchObject({ holder: 'The Bugle', year: 2026 });
  });

  test.each(['"copyrightYear":"soon"', '"license":"ask us"', '"copyrightHolder":{}', '"copyrightYear":-1'])(
    'none where data says nothing of use: %s',
    (more) => {
      expect(contentOf(page(linked(more))).copyright).toBeNull();
    },
  );
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
