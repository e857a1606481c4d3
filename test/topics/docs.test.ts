import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { articleContent } from '../support/articles.ts';
import { isMatch } from './article.ts';

const guide = readFileSync(new URL('../../docs/topics.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, query = '']) => query),
);

/** An article for which every example holds. */
const article = {
  ...articleContent({
    title: 'Harbour strike: minister resigns',
    bodyText: 'Storm over the port. The harbour wall and the mayor; a strike, he said.',
    agency: 'Reuters',
    section: 'Politics',
    tags: ['Climate change'],
    dateline: { place: 'PARIS', date: null },
    url: 'https://courier.example/world/17',
    copyright: { holder: 'Thomson Reuters', year: null, notice: null, license: null },
    authors: [{ name: 'Jane Doe', role: null, email: null, url: null, handle: null, affiliation: null }],
    publishedAt: '2026-03-15T08:00:00Z',
  }),
  source: { feedId: '17', feed: 'World News', outlet: 'The Courier', domain: null },
  revision: 2,
};

test.each(examples.map((query) => ({ query })))(
  'the example $query of the guide finds what it says',
  ({ query }) => {
    const wordCount = query.startsWith('words>') ? 900 : 50;
    expect(isMatch(query, { ...article, wordCount })).toBe(true);
  },
);

test('the guide has examples', () => {
  expect(examples.length).toBeGreaterThan(30);
});
