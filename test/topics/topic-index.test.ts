import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTerms } from '../../src/topics/count-terms.ts';
import { matchesQuery } from '../../src/topics/match-query.ts';
import { searchedArticle } from '../../src/topics/searched-article.ts';
import { createTopicIndex } from '../../src/topics/topic-index.ts';
import { triggersOf } from '../../src/topics/triggers.ts';
import { arbitraryContent, arbitraryQuery } from './arbitrary.ts';
import { queryOf, searchable } from './article.ts';

describe('an index of topics', () => {
  test('finds exactly the topics that match when each is tried', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(arbitraryQuery, fc.constantFrom(null, 'en' as const)), { maxLength: 30 }),
        fc.array(arbitraryContent, { minLength: 1, maxLength: 6 }),
        (sources, contents) => {
          const topics = sources.map(([source, stemming], number) => ({
            id: String(number),
            query: queryOf(source, stemming),
          }));
          const articles = contents.map((content) => searchedArticle(searchable(content)));
          const index = createTopicIndex(topics, countTerms(articles));
          for (const article of articles) {
            const each = topics.filter(({ query }) => matchesQuery(query, article)).map(({ id }) => id);
            expect(index.match(article)).toEqual(each);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what a topic is put under', () => {
  const counts = new Map([
    ['the', 900],
    ['harbour', 20],
    ['storm', 3],
    ['/lang/en', 800],
  ]);
  const under = (source: string) =>
    triggersOf(queryOf(source), (lexeme) => counts.get(lexeme) ?? 0)?.map(({ lexeme }) => lexeme) ?? null;

  test.each([
    ['the rarest term that must be there', 'the harbour storm lang:en', ['storm']],
    ['the rarest term of a phrase', '"the harbour"', ['harbour']],
    ['the rarest term of both sides of NEAR', 'the NEAR/5 harbour', ['harbour']],
    ['one term for each alternative', 'storm OR (the harbour)', ['storm', 'harbour']],
    ['another term where the alternatives are more usual', 'storm (the OR harbour)', ['storm']],
    ['a name, apart from words of the text', 'author:storm', ['/author/storm']],
    ['a word of the headline before a more usual one', 'title:harbour harbour', ['harbour']],
    ['nothing that is negated', 'harbour -storm', ['harbour']],
    ['nothing where all is negated', '-storm', null],
    ['nothing where one alternative has no term', 'storm OR is:lead', null],
  ])('is %s', (_what, source, terms) => {
    expect(under(source)).toEqual(terms);
  });
});
