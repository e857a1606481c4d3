import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadRules } from '../../src/config/rules.ts';
import type { PageUse, StoredPage } from '../../src/domain/page.ts';
import type { FeedItem } from '../../src/domain/parsed-feed.ts';
import { compileRules, normalizeRulesSchema } from '../../src/normalize/rules.ts';
import { articleOfItem } from '../../src/pipeline/article-of-item.ts';
import { blankItem } from '../support/feed-item.ts';

const rules = compileRules(loadRules(join(import.meta.dirname, '../../config/rules'), normalizeRulesSchema));
const url = 'https://courier.example/2026/ferry-runs-again';
const teaser = 'The ferry to Port Merrow runs again after three weeks of repairs.';
const paragraph = (n: number) =>
  `<p>On day ${n} of the repairs the crew of the ferry replaced plank ${n} of the deck, and the harbour office of Port Merrow ` +
  'said that the work went on as it had planned, in spite of wind and rain.</p>';
const body = Array.from({ length: 8 }, (_, n) => paragraph(n)).join('');

const item: FeedItem = {
  ...blankItem,
  key: 'ferry',
  url,
  title: 'Ferry runs again',
  summary: teaser,
  authors: [{ name: 'Ada Quill', email: null, url: null }],
  published: '2026-03-01T08:00:00.000Z',
};

function html(content: string, { title = 'Ferry runs again', head = '' } = {}): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} – The Courier</title>${head}</head>
<body><nav><a href="/">Home</a><a href="/login">Log in</a></nav><main><article><h1>${title}</h1>${content}</article></main></body></html>`;
}

function page(text: string, changes: Partial<StoredPage> = {}): StoredPage {
  const answer = { url, fetchedAt: new Date('2026-03-01T08:01:00Z'), status: 200, message: null };
  return { ...answer, outcome: 'fetched', contentType: 'text/html', body: Buffer.from(text), ...changes };
}

const made = (text: string, changes: Partial<StoredPage> = {}, of: Partial<FeedItem> = {}) =>
  articleOfItem({ item: { ...item, ...of }, page: page(text, changes), formerPage: null }, undefined, rules);

describe('a page that is the article', () => {
  test('gives the body; the feed goes on to say who, when and what it is called', () => {
    const { article, pageUse } = made(html(body));
    expect(pageUse).toBe('taken');
    expect(article.content).toMatchObject({
      title: 'Ferry runs again',
      authors: [{ name: 'Ada Quill' }],
      publishedAt: '2026-03-01T08:00:00.000Z',
      summary: teaser,
      url,
    });
    expect(article.content.bodyText).toContain('plank 7 of the deck');
  });

  test('gives what the feed does not say', () => {
    const head = '<meta property="og:image" content="https://courier.example/ferry.jpg">';
    const { article } = made(
      html(`<p class="byline">By Ben Inkwell</p>${body}`, { head }),
      {},
      { authors: [] },
    );
    expect(article.content.authors.map(({ name }) => name)).toEqual(['Ben Inkwell']);
    expect(article.content.images.map((image) => image.url)).toContain('https://courier.example/ferry.jpg');
  });

  test('is read in the charset that its server names', () => {
    const text = html(body.replaceAll('crew', 'crew of the café'), { title: 'Ferry runs again' }).replace(
      '<meta charset="utf-8">',
      '',
    );
    const { article } = made(text, {
      body: Buffer.from(text, 'latin1'),
      contentType: 'text/html; charset=iso-8859-1',
    });
    expect(article.content.bodyText).toContain('café');
  });

  test('may be for subscribers, as long as it shows them whole', () => {
    const head =
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry runs again","isAccessibleForFree":false}</script>';
    expect(made(html(body, { head })).pageUse).toBe('taken');
  });

  test('may have moved to another address', () => {
    expect(made(html(body), { url: 'https://www.courier.example/news/ferry-runs-again' }).pageUse).toBe(
      'taken',
    );
  });
});

const notForFree =
  '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry runs again","isAccessibleForFree":"False"}</script>';

describe('the text of the feed stays where the page is', () => {
  test.each<[string, PageUse, string, Partial<StoredPage>?]>([
    [
      'cut by a paywall that says so in its data',
      'paywall',
      html(paragraph(1).repeat(2), { head: notForFree }),
    ],
    [
      'cut by a paywall that says so in English',
      'paywall',
      html(`${paragraph(1)}<div><p>Subscribe to continue reading this story.</p></div>`),
    ],
    [
      'cut by a paywall that says so in German',
      'paywall',
      html(`${paragraph(1)}<div class="box"><p>Dieser Artikel ist exklusiv für Abonnenten.</p></div>`),
    ],
    [
      'cut by a paywall that says so in French',
      'paywall',
      html(`${paragraph(1)}<div><p>Cet article est réservé aux abonnés.</p></div>`),
    ],
    [
      'a login form at its address',
      'login',
      html('<p>Please log in to continue to The Courier.</p><form></form>'),
    ],
    ['a login page elsewhere', 'login', html(body), { url: 'https://courier.example/login?to=ferry' }],
    [
      'a consent wall at its address',
      'consent-wall',
      html('<p>We value your privacy. We and our partners store and access information on a device.</p>', {
        title: 'The Courier',
      }),
    ],
    [
      'a consent wall elsewhere',
      'consent-wall',
      html(body),
      { url: 'https://consent.courier.example/?to=ferry' },
    ],
    [
      'a check for robots',
      'robot-check',
      html('<p>Please verify you are human.</p>', { title: 'Just a moment...' }),
    ],
    [
      'a shell that waits for scripts',
      'needs-scripts',
      html('<noscript>Please enable JavaScript to read on.</noscript>'),
    ],
    [
      'an error page with status 200',
      'not-found',
      html('<p>Sorry, nothing here.</p>', { title: 'Page not found' }),
    ],
    ['an error page in Spanish', 'not-found', html('<p>Lo sentimos.</p>', { title: 'Página no encontrada' })],
    ['the home page', 'home-page', html(body), { url: 'https://courier.example/' }],
    ['the home page of a language', 'home-page', html(body), { url: 'https://courier.example/en/' }],
    [
      'another article',
      'other-text',
      html(
        body.replaceAll('ferry', 'tram').replaceAll('Port Merrow', 'Aldham').replaceAll('repairs', 'strike'),
        {
          title: 'Trams stand still',
        },
      ),
    ],
    ['without any text', 'shorter', html('')],
  ])('%s', (_, use, text, changes) => {
    const { article, pageUse } = made(text, changes);
    expect(pageUse).toBe(use);
    expect(article.content.bodyText).toBe(teaser);
  });

  test('shorter than what the feed has itself', () => {
    const { article, pageUse } = made(html(paragraph(1)), {}, { contentHtml: body });
    expect(pageUse).toBe('shorter');
    expect(article.content.bodyText).toContain('plank 7 of the deck');
  });

  test('not there', () => {
    const { article, pageUse } = made('', { outcome: 'gone', status: 410, body: null });
    expect(pageUse).toBe('gone');
    expect(article.content.bodyText).toBe(teaser);
  });
});

describe('a page that cannot be seen now', () => {
  const away = page('', { outcome: 'unreachable', status: null, body: null });
  const former = page(html(body));
  const madeOf = (now: StoredPage, of: Partial<FeedItem> = {}) =>
    articleOfItem({ item: { ...item, ...of }, page: now, formerPage: former }, undefined, rules);

  test.each<[string, PageUse, StoredPage]>([
    ['is unreachable', 'unreachable', away],
    ['is late', 'late', { ...away, outcome: 'late' }],
    [
      'is behind a wall',
      'robot-check',
      page(html('<p>Please verify you are human.</p>', { title: 'Just a moment...' })),
    ],
  ])('%s: the former page gives the body, and says so', (_, use, now) => {
    const { article, pageUse } = madeOf(now, { title: 'Ferry runs again at last' });
    expect(pageUse).toBe(use);
    expect(article.sources).toMatchObject({ bodyText: 'former-page' });
    expect(article.content.title).toBe('Ferry runs again at last');
    expect(article.content.bodyText).toContain('plank 7 of the deck');
  });

  test('leaves the text of the feed where the former page is not about it', () => {
    const { article } = madeOf(away, {
      title: 'Trams stand still',
      summary: 'No tram has left the depot of Aldham since noon.',
    });
    expect(article.content.bodyText).toBe('No tram has left the depot of Aldham since noon.');
  });

  test('is another case than one that shows something else', () => {
    const { article, pageUse } = madeOf(page(html('<p>Moved.</p>')));
    expect(pageUse).toBe('shorter');
    expect(article.content.bodyText).toBe(teaser);
  });
});

test('an article about logins and error pages is no wall', () => {
  const text = body.replaceAll(
    'as it had planned',
    'as planned; forgot your password, page not found and subscribe to continue',
  );
  expect(made(html(text, { title: 'Ferry runs again: page not found' })).pageUse).toBe('taken');
});
