import { expect, test } from 'vitest';
import { toNewsArticle } from '../../../src/deliver/formats/news-article.ts';
import { articleContent } from '../../support/articles.ts';
import { fullArticle } from './articles.ts';

test('an article as NewsArticle tells writers from editors, and corrections from notes', () => {
  expect(toNewsArticle(fullArticle)).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': 'https://courier.example/harbour',
    headline: 'Harbour reopens after storm',
    author: [{ '@type': 'Person', name: 'Ida Quill', affiliation: { '@type': 'Organization' } }],
    editor: [{ '@type': 'Person', name: 'Tom Rask' }],
    dateline: 'Aldmere, March 1',
    correction: [{ '@type': 'CorrectionComment', text: 'Correction: it was Sunday.' }],
    image: [{ '@type': 'ImageObject', creditText: 'Lea Falk', width: 1200 }],
  });
});

test('an article as NewsArticle leaves out what is not known', () => {
  const bare = { ...fullArticle, ...articleContent({ title: null, publishedAt: null }) };
  const keys = Object.keys(toNewsArticle(bare));
  for (const key of ['headline', 'author', 'datePublished', 'dateline', 'keywords', 'creativeWorkStatus'])
    expect(keys).not.toContain(key);
});

test('a killed article as NewsArticle says that it was withdrawn', () => {
  expect(
    toNewsArticle({ ...fullArticle, killed: { at: '2026-03-02T00:00:00.000Z', reason: 'wrong' } }),
  ).toMatchObject({ creativeWorkStatus: 'Withdrawn: wrong' });
});
