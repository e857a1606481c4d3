import fc from 'fast-check';
import type { ArticleContent } from '../../src/domain/article.ts';

/** Few words, so that they meet; with accents, a word of two terms, beginnings in common, and a script without spaces. */
const words = ['port', 'ports', 'portal', 'wall', 'café', 'covid-19', 'storm', 'the', '公布', '规定'];
const word = fc.constantFrom(...words);
const phrase = fc.array(word, { minLength: 2, maxLength: 3 }).map((some) => some.join(' '));
const name = fc.constantFrom('Jane Port', 'Wall', 'Port Storm', 'The Wall');
const text = fc.array(word, { maxLength: 12 }).map((some) => some.join(' '));
const days = ['2026-03-01', '2026-03-02', '2026-03-03'] as const;
const fields = [
  'title',
  'body',
  'author',
  'agency',
  'section',
  'tag',
  'place',
  'url',
  'holder',
  'outlet',
  'feed',
];

const author = name.map((name) => ({
  name,
  role: null,
  email: null,
  url: null,
  handle: null,
  affiliation: null,
}));

function orNull<T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(some, { nil: null });
}

/** What articles differ in. */
export const arbitraryContent: fc.Arbitrary<Partial<ArticleContent>> = fc.record({
  title: orNull(text),
  subtitle: orNull(text),
  bodyText: text,
  authors: fc.array(author, { maxLength: 2 }),
  agency: orNull(name),
  section: orNull(word),
  tags: fc.array(fc.oneof(word, phrase), { maxLength: 2 }),
  dateline: orNull(fc.record({ place: orNull(name), date: fc.constant(null) })),
  url: orNull(word.map((path) => `https://wall.example/${encodeURI(path)}`)),
  copyright: orNull(name.map((holder) => ({ holder, year: null, notice: null, license: null }))),
  language: orNull(fc.constantFrom('en', 'en-GB', 'nl-BE')),
  publishedAt: orNull(fc.constantFrom(...days).map((day) => `${day}T08:00:00.000Z`)),
  wordCount: fc.integer({ min: 0, max: 20 }),
});

const leaf = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 2, arbitrary: phrase.map((some) => `"${some}"`) },
  { weight: 2, arbitrary: fc.constantFrom('por*', '"wall por*"', 'cov*') },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.oneof(
          word,
          phrase.map((some) => `"${some}"`),
        ),
        fc.integer({ min: 1, max: 6 }),
        word,
      )
      .map(([one, within, other]) => `${one} NEAR/${within} ${other}`),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...fields), fc.oneof(word, name))
      .map(([field, value]) => `${field}:"${value}"`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'lang:en',
      'lang:nl-be',
      'lang:be',
      'is:update',
      'is:lead',
      'words>:9',
      'words<:12',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...days).chain((day) => fc.constantFrom(`after:${day}`, `before:${day}`)),
  },
);

/** Queries that have no fault. */
export const arbitraryQuery = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.tuple(tie('query'), tie('query')).map(([one, other]) => `(${one} ${other})`),
    fc.tuple(tie('query'), tie('query')).map(([one, other]) => `(${one} OR ${other})`),
    tie('query').map((one) => `-(${one})`),
  ),
})).query;
