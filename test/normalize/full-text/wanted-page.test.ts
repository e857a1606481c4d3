import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeedItem } from '../../../src/domain/parsed-feed.ts';
import { wantedPage } from '../../../src/normalize/full-text/wanted-page.ts';
import { blankItem } from '../../support/feed-item.ts';
import { rules } from '../normalizing.ts';

const url = 'https://courier.example/2026/harbour-reopens';
const sentence = 'The harbour of Port Merrow reopened on Sunday after the storm had passed the coast.';
const whole = Array.from({ length: 12 }, (_, n) => `<p>${sentence} It was day ${n} of the works.</p>`).join(
  '',
);

function item(changes: Partial<FeedItem>): FeedItem {
  return { ...blankItem, key: 'a', url, title: 'Harbour reopens after storm', ...changes };
}

const wants = (changes: Partial<FeedItem>, fullText: 'auto' | 'always' | 'never' = 'auto') =>
  wantedPage(item(changes), fullText, rules.teasers) !== null;

describe('an item wants its page', () => {
  test.each<[string, Partial<FeedItem>]>([
    ['with a headline alone', {}],
    ['with a headline and a picture', { contentHtml: '<img src="https://courier.example/a.jpg">' }],
    ['with one sentence', { summary: sentence }],
    ['with a lead of one paragraph', { summary: `<p>${`${sentence} `.repeat(6)}</p>` }],
    ['that ends in an ellipsis', { contentHtml: `${whole}<p>The mayor said that the ferry…</p>` }],
    ['that ends in three dots', { contentHtml: `${whole}<p>The mayor said that the...</p>` }],
    [
      'that ends in [...] before the footer of a blog',
      {
        contentHtml: `<p>${sentence} [&#8230;]</p><p>The post Harbour reopens appeared first on Courier.</p>`,
      },
    ],
    ['that ends in a link to read more', { contentHtml: `${whole}<p><a href="${url}">Read more »</a></p>` }],
    [
      'with a link to go on reading its title',
      { contentHtml: `${whole}<p><a href="${url}">Continue reading Harbour reopens →</a></p>` },
    ],
    ['that goes on elsewhere in German', { contentHtml: `${whole}<p>Weiterlesen</p>` }],
    ['that goes on elsewhere in French', { contentHtml: `${whole}<p>Lire la suite</p>` }],
    ['that goes on elsewhere in Portuguese', { summary: `${sentence} Leia mais!` }],
    ['that goes on elsewhere in Japanese', { contentHtml: `${whole}<p>港が再開した。続きを読む</p>` }],
    ['that goes on elsewhere in Arabic', { contentHtml: `${whole}<p>اقرأ المزيد</p>` }],
    ['whose link says who counts it', { url: `${url}#xtor=RSS-3` }],
  ])('%s', (_, changes) => expect(wants(changes)).toBe(true));
});

describe('an item is left as it is', () => {
  test.each<[string, Partial<FeedItem>]>([
    ['with a whole article', { contentHtml: whole }],
    ['with a short report of several paragraphs', { contentHtml: `<p>${sentence}</p>`.repeat(5) }],
    ['without a link', { url: null }],
    ['with a link to mail', { url: 'mailto:desk@courier.example' }],
    ['with a link to a file', { url: 'https://courier.example/report.pdf' }],
    [
      'with a recording',
      { enclosures: [{ url: 'https://courier.example/a.mp3', type: 'audio/mpeg', length: 1 }] },
    ],
    ['with a link to an entry of a live ticker', { url: `${url}#entry-12` }],
    ['with a link to the home page', { url: 'https://courier.example/' }],
    ['that is headed as an alert', { title: 'Breaking: harbour closed' }],
    ['that is headed as an alert in German', { title: 'EILMELDUNG: Hafen gesperrt' }],
    ['that is a post without a title', { title: null, contentHtml: `<p>${sentence}</p>` }],
    ['that is a post whose title is its beginning', { title: 'The harbour of Port…', summary: sentence }],
    [
      'with "more" at the end of a sentence',
      { contentHtml: `${whole}<p>They hope to read more.. of it soon, he said</p>` },
    ],
  ])('%s', (_, changes) => expect(wants(changes)).toBe(false));

  test('with a link to itself below a long text', () => {
    expect(wants({ contentHtml: `${whole.repeat(4)}<p>Read more</p>` })).toBe(false);
  });
});

test('operators decide for teasers and whole articles alike', () => {
  expect(wants({}, 'never')).toBe(false);
  expect(wants({ contentHtml: whole }, 'always')).toBe(true);
  expect(wants({ url: 'ftp://courier.example/a' }, 'always')).toBe(false);
});

test('any item gets an answer', () => {
  const text = fc.option(
    fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('…', '[...]', '<p>', '&#8230;')),
  );
  fc.assert(
    fc.property(text, text, text, fc.option(fc.webUrl()), (title, summary, contentHtml, link) => {
      const found = wantedPage(item({ title, summary, contentHtml, url: link }), 'auto', rules.teasers);
      expect(found === null || link !== null).toBe(true);
    }),
    { numRuns: 200 },
  );
});
