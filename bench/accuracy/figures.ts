import type { PageScore } from './score-page.ts';

/** A figure, how many cases it is over, and the cases that cost most, worst first. */
export interface Figure {
  name: string;
  value: number;
  cases: number;
  worst: { file: string; says: string }[];
}

type Authors = { file: string; authors: PageScore['authors'] };

/** Shares from 0 to 1 over those cases where the gold has something to say. */
export function authorFigures(scores: readonly Authors[]): Figure[] {
  const named = scores.filter(({ authors }) => authors.gold.length > 0);
  const several = named.filter(({ authors }) => authors.gold.length > 1);
  const says = ({ file, authors }: Authors) => ({
    file,
    says: `wanted ${list(authors.gold)}, found ${list(authors.found)}`,
  });
  const isWrong = ({ authors }: Authors) => !authors.isExact;
  const invents = ({ authors }: Authors) => authors.invented.length > 0;
  return [
    share('authors exact', named, isWrong, says),
    share('several authors exact', several, isWrong, says),
    inverse(share('authors invented', scores, invents, says)),
  ];
}

/** All figures of whole pages. */
export function pageFigures(scores: readonly PageScore[]): Figure[] {
  const titles = scores.flatMap(({ file, title }) => (title ? [{ file, ...title }] : []));
  const dates = scores.flatMap(({ file, published }) => (published ? [{ file, ...published }] : []));
  const bodies = scores.flatMap(({ file, body }) => (body ? [{ file, ...body }] : []));
  const isWrong = ({ isExact }: { isExact: boolean }) => !isExact;
  const compared = ({ file, gold, found }: { file: string; gold: string; found: string | null }) => ({
    file,
    says: `wanted ${gold}, found ${found}`,
  });
  return [
    ...authorFigures(scores),
    share('title', titles, isWrong, compared),
    share('published', dates, isWrong, compared),
    meanF1(bodies),
    inverse(
      share(
        'bodies with cruft',
        bodies,
        ({ cruft }) => cruft.length > 0,
        ({ file, cruft }) => ({ file, says: `${cruft.length} lines: ${cruft.slice(0, 4).join(' / ')}` }),
      ),
    ),
    inverse(
      share(
        'headline repeated',
        bodies,
        ({ repeatsHeadline }) => repeatsHeadline,
        ({ file }) => ({ file, says: 'the headline stands in the body' }),
      ),
    ),
  ];
}

function share<T>(
  name: string,
  cases: readonly T[],
  isBad: (one: T) => boolean,
  says: (one: T) => { file: string; says: string },
): Figure {
  const bad = cases.filter(isBad);
  const value = cases.length === 0 ? 1 : 1 - bad.length / cases.length;
  return { name, value, cases: cases.length, worst: bad.map(says) };
}

/** For what should not be: the share of the bad. */
function inverse(figure: Figure): Figure {
  return { ...figure, value: 1 - figure.value };
}

function meanF1(bodies: readonly { file: string; f1: number }[]): Figure {
  const sorted = [...bodies].sort((a, b) => a.f1 - b.f1);
  return {
    name: 'body F1',
    value: sorted.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, sorted.length),
    cases: sorted.length,
    worst: sorted.filter(({ f1 }) => f1 < 0.98).map(({ file, f1 }) => ({ file, says: f1.toFixed(3) })),
  };
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nobody' : names.join(' + ');
}
