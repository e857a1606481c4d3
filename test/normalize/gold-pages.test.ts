import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { measureAccuracy } from '../../bench/accuracy/measure-accuracy.ts';
import { readGold } from '../../bench/accuracy/read-gold.ts';
import { rules } from './normalizing.ts';

const gold = readGold(fileURLToPath(new URL('../gold/gold.ndjson', import.meta.url)));
const { pages, bylines } = measureAccuracy(gold, rules);

describe('an invented page', () => {
  test.each(pages.map((page) => [page.file, page] as const))(
    '%s comes out as a person reads it',
    (_, page) => {
      expect(page.authors).toMatchObject({ isExact: true, invented: [] });
      expect(page.title).toMatchObject({ isExact: true });
      expect(page.published).toMatchObject({ isExact: true });
      expect(page.body).toMatchObject({ cruft: [], repeatsHeadline: false });
      expect(page.body?.f1).toBeGreaterThan(0.98);
    },
  );
});

test.each(bylines.map(({ file, authors }) => [file, authors] as const))(
  'the byline %s names whom it names',
  (_, authors) => {
    expect(authors).toMatchObject({ isExact: true, invented: [] });
  },
);
