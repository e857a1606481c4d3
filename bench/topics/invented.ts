import { integerBetween, type Random, randomFor } from '../../demo/random.ts';
import type { Searchable } from '../../src/topics/searched-article.ts';
import { familyNames, givenNames, sections, towns } from '../corpus/words.ts';

/** How many different words there are, and from which rank on topics name them: names and subjects, not "the". */
const vocabulary = 50_000;
const leastNamed = 1000;
const wordsOfArticle = 400;
const syllables = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo ya ze bra cle dri flo gru'.split(
  ' ',
);

/** The word with this rank, from 1. */
function wordOf(rank: number): string {
  let rest = rank;
  let word = '';
  do {
    word += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  } while (rest > 0);
  return word;
}

const words = Array.from({ length: vocabulary }, (_, index) => wordOf(index + 1));

/** A word as often as its rank says (Zipf): log-uniform ranks. */
function usualWord(random: Random, least = 1): string {
  const rank = least * (vocabulary / least) ** random();
  return words[Math.floor(rank) - 1] ?? '';
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[integerBetween(random, 0, list.length - 1)] as T;
}

/** An article of 400 words whose frequencies are those of a language. */
export function inventedArticle(seed: number, number: number): Searchable {
  const random = randomFor('topics', 'article', seed, number);
  const text = (length: number) => Array.from({ length }, () => usualWord(random)).join(' ');
  const name = `${pick(random, givenNames)} ${pick(random, familyNames)}`;
  return {
    id: String(number),
    revision: 1,
    title: text(9),
    subtitle: text(12),
    bodyText: text(wordsOfArticle),
    authors: [{ name, role: null, email: null, url: null, handle: null, affiliation: null }],
    agency: null,
    section: pick(random, sections),
    tags: [usualWord(random, leastNamed), usualWord(random, leastNamed)],
    dateline: { place: pick(random, towns), date: null },
    url: `https://outlet-${number % 100}.example/news/${number}`,
    copyright: null,
    language: number % 4 === 0 ? 'de' : 'en',
    publishedAt: '2026-03-01T08:00:00.000Z',
    firstSeenAt: '2026-03-01T08:01:00.000Z',
    wordCount: wordsOfArticle,
    source: { feedId: '1', feed: `Feed ${number % 100}`, outlet: `Outlet ${number % 100}`, domain: null },
    story: null,
  };
}

/** The query of a topic, of every kind in turn; one of 5,000 has only what it is not to have. */
export function inventedQuery(seed: number, number: number): string {
  const random = randomFor('topics', 'query', seed, number);
  const word = () => usualWord(random, leastNamed);
  const usual = () => usualWord(random, 20);
  if (number % 5000 === 4999) return `-${usual()} -${usual()}`;
  const kinds = [
    () => word(),
    () => `${word()} ${usual()}`,
    () => `"${usual()} ${word()}"`,
    () => `${word()} OR ${word()} OR "${word()} ${word()}"`,
    () => `(${word()} OR ${word()}) ${usual()} -${usual()}`,
    () => `title:(${word()} OR ${usual()})`,
    () => `${usual()} NEAR/5 ${word()}`,
    () => `${word().slice(0, 6)}* ${usual()}`,
    () => `author:"${pick(random, givenNames)} ${pick(random, familyNames)}" ${usual()}`,
    () => `lang:en section:${pick(random, sections)} ${word()}`,
  ];
  return pick(random, kinds)();
}
