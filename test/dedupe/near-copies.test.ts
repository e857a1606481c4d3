import { expect, test } from 'vitest';
import { copySet, measureCopies } from '../../bench/copies/measure-copies.ts';
import { randomFor, shuffled } from '../../demo/random.ts';
import { cluster } from '../../src/dedupe/cluster.ts';
import { fingerprintOf } from '../../src/dedupe/fingerprint.ts';

test('copies, excerpts and light rewrites in eight languages are found, and no two different reports are joined', () => {
  const { recall, falsePairs, differentPairs } = measureCopies(2, 60);
  expect(Object.entries(recall).filter(([, share]) => share < 0.98)).toEqual([]);
  expect(falsePairs).toBe(0);
  expect(differentPairs).toBe(1770);
});

test('the order of texts makes no difference, even where more of them hold a sentence than are looked at', () => {
  const members = copySet(3, 60).map(({ id, title, text }) => ({
    id,
    fingerprint: fingerprintOf({ title, bodyText: text }),
  }));
  const clustersOf = (articles: typeof members) =>
    cluster(articles)
      .stories.map((ids) => ids.toSorted().join(' '))
      .sort();
  expect(clustersOf(shuffled(randomFor('order', 1), members))).toEqual(clustersOf(members));
});
