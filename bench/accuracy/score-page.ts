import type { ArticleContent } from '../../src/domain/article.ts';
import { cruftLines, keyOf } from './cruft.ts';
import { peopleIn, personKey } from './people.ts';
import type { GoldPage } from './read-gold.ts';
import { shingleF1 } from './shingles.ts';

const headLines = 3;

/** How one article compares with its gold. Null where the gold has nothing to compare with. */
export interface PageScore {
  file: string;
  authors: { gold: string[]; found: string[]; isExact: boolean; invented: string[] };
  title: { gold: string; found: string | null; isExact: boolean } | null;
  published: { gold: string; found: string | null; isExact: boolean } | null;
  body: { f1: number; cruft: string[]; repeatsHeadline: boolean } | null;
}

/** Scores every field that the gold has. */
export function scorePage(gold: GoldPage, content: ArticleContent): PageScore {
  return {
    file: gold.file,
    authors: scoreAuthors(gold, content),
    title: gold.title ? scoreTitle(gold.title, content.title) : null,
    published: gold.published ? scoreDate(gold.published, content.publishedAt) : null,
    body: gold.text ? scoreBody(gold.text, content) : null,
  };
}

/** Exact: the same set of persons. Invented: whom the gold's own line does not hold, letter by letter. */
export function scoreAuthors(
  gold: Pick<GoldPage, 'authors'>,
  content: Pick<ArticleContent, 'authors'>,
): PageScore['authors'] {
  const persons = peopleIn(gold.authors);
  const found = content.authors.map(({ name }) => name);
  const wanted = new Set(persons.map(personKey));
  const line = keyOf([gold.authors ?? []].flat().join(' ').normalize('NFKD'));
  return {
    gold: persons,
    found,
    isExact:
      new Set([...wanted, ...found.map(personKey)]).size === wanted.size && found.length === wanted.size,
    invented: found.filter((name) => !wanted.has(personKey(name)) && !line.includes(personKey(name))),
  };
}

function scoreTitle(gold: string, found: string | null): PageScore['title'] {
  return { gold, found, isExact: found !== null && keyOf(found) === keyOf(gold) };
}

/** The same day (or month, or year) somewhere on earth: gold days are local, ours are instants. */
function scoreDate(gold: string, found: string | null): PageScore['published'] {
  const days = found === null ? [] : [-12, 0, 14].map((hours) => dayAt(found, hours));
  return { gold, found, isExact: days.some((day) => day.startsWith(gold.slice(0, 10))) };
}

function dayAt(time: string, hours: number): string {
  return new Date(Date.parse(time) + hours * 3_600_000).toISOString().slice(0, 10);
}

function scoreBody(gold: string, { bodyText, title }: ArticleContent): PageScore['body'] {
  const head = bodyText.split('\n\n').slice(0, headLines).map(keyOf);
  const goldHead = gold.split('\n\n').slice(0, headLines).map(keyOf);
  const headline = keyOf(title ?? '');
  return {
    f1: shingleF1(bodyText, gold),
    cruft: cruftLines(bodyText, gold),
    repeatsHeadline: headline !== '' && head.includes(headline) && !goldHead.includes(headline),
  };
}
