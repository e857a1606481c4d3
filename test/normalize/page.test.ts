import { expect, test } from 'vitest';
import { namesOf, normalizing } from './normalizing.ts';

const paragraph =
  'The lighthouse of Port Ellery will be lit again in spring, said its keeper, after three winters in which ships found their way by the smell of the fish market alone.';

const page = `<!doctype html><html lang="en-GB"><head><title>Light again | Bugle</title>
<meta property="og:title" content="Lighthouse to be lit again"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2026-02-03T04:05:06+01:00"><link rel="canonical" href="https://bugle.example/light?utm_source=x">
</head><body><header>Bugle</header><nav><a href="/">Home</a></nav><article><header><h1>Lighthouse to be lit again</h1></header>
<p>By John Roe</p><p>${paragraph}</p><p>${paragraph}</p><aside>Read more</aside><form><input></form></article><footer>About us</footer></body></html>`;

test('an article page gives its article without what stands around it', () => {
  const article = normalizing('page', page);
  expect(article.content).toMatchObject({
    title: 'Lighthouse to be lit again',
    url: 'https://bugle.example/light',
    language: 'en-GB',
    publishedAt: '2026-02-03T03:05:06.000Z',
    bodyText: `${paragraph}\n\n${paragraph}`,
  });
  expect(namesOf(article)).toEqual(['John Roe']);
});

test("a page's own headline is no line of its text where the feed has another one", () => {
  const article = normalizing('page', page, { title: 'Port Ellery brings back its light' });
  expect(article.content).toMatchObject({
    title: 'Port Ellery brings back its light',
    bodyText: `${paragraph}\n\n${paragraph}`,
  });
  expect(namesOf(article)).toEqual(['John Roe']);
});

test('days and names above the text are no lines of it, also where no paragraph is long', () => {
  const short = 'The lighthouse of Port Ellery will be lit again in spring, said its keeper on Monday.';
  const head =
    '<h1>Lighthouse to be lit again</h1><p class="byline">Jane Doe</p><p>In Port Ellery, Jane Doe</p><p>Stand: 03.02.2026</p>';
  const body = `<title>Lighthouse to be lit again</title><body><div>${head}${`<p>${short}</p>`.repeat(6)}</div></body>`;
  expect(normalizing('page', body).content.bodyText).not.toMatch(/Jane Doe|2026/);
});

test('a page without an article gives its body', () => {
  expect(
    normalizing('page', `<title>T</title><body><nav>Home</nav><div>${paragraph}</div></body>`).content,
  ).toMatchObject({
    title: 'T',
    bodyText: paragraph,
  });
});
