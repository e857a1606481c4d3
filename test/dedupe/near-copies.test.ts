import { expect, test } from 'vitest';
import { measureCopies } from '../../bench/copies/measure-copies.ts';

test('copies, excerpts and light rewrites in eight languages are found, and no two different reports are joined', () => {
  const { recall, falsePairs, differentPairs } = measureCopies(2, 60);
  expect(Object.entries(recall).filter(([, share]) => share < 0.98)).toEqual([]);
  expect(falsePairs).toBe(0);
  expect(differentPairs).toBe(1770);
});
