import { describe, expect, test } from 'vitest';
import { explainMatch } from '../../src/topics/explain-match.ts';
import { type Searchable, searchedArticle } from '../../src/topics/searched-article.ts';
import { queryOf, searchable } from './article.ts';

function explain(source: string, changes: Partial<Searchable>) {
  const article = searchable(changes);
  return explainMatch(queryOf(source, null), article, searchedArticle(article));
}

describe('why an article matches', () => {
  test('is told by the parts of the query that hold, and not by those that do not', () => {
    expect(explain('(volcano OR harbour) -sport is:lead words>:1', {})).toEqual([
      { clause: 'harbour', field: 'title', excerpt: '«Harbour» reopens after storm' },
      { clause: 'is:lead', field: null, excerpt: null },
      { clause: 'words>:1', field: null, excerpt: null },
    ]);
  });

  test('is shown by what stands around it, from the subtitle, too', () => {
    const bodyText = `${'before '.repeat(50)}the “harbour wall”. ${'after '.repeat(50)}`;
    expect(explain('"harbour wall"', { title: null, bodyText })).toEqual([
      {
        clause: '"harbour wall"',
        field: 'bodyText',
        excerpt: expect.stringMatching(/^…before .* the “«harbour wall»”\. after .*…$/),
      },
    ]);
    expect(explain('ferry', { subtitle: 'No ferry' })).toMatchObject([
      { field: 'subtitle', excerpt: 'No «ferry»' },
    ]);
  });

  test('marks the two ends of NEAR', () => {
    expect(explain('sunday NEAR/3 reopened', {})).toEqual([
      {
        clause: 'sunday NEAR/3 reopened',
        field: 'bodyText',
        excerpt: 'The harbour «reopened» on «Sunday».',
      },
    ]);
  });

  test('marks characters of scripts without spaces, not whole sentences', () => {
    expect(explain('公布', { bodyText: '教育部公布新规定' })).toMatchObject([
      { excerpt: '教育部«公布»新规定' },
    ]);
  });

  test('shows the value of other fields', () => {
    expect(explain('outlet:courier tag:"climate change"', { tags: ['Climate change', 'Sea'] })).toEqual([
      { clause: 'outlet:courier', field: 'outlet', excerpt: 'The Courier' },
      { clause: 'tag:"climate change"', field: 'tag', excerpt: 'Climate change; Sea' },
    ]);
  });
});
