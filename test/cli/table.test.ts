import { expect, test } from 'vitest';
import { formatTable } from '../../src/cli/table.ts';

test('cuts what is too long, except in the last column, where reasons stand', () => {
  const long = 'x'.repeat(100);
  const [, row = ''] = formatTable(['A', 'B'], [[long, long]]).split('\n');
  expect(row).toBe(`${'x'.repeat(59)}…  ${long}`);
});

test('puts a row on one line, whatever its cells hold', () => {
  expect(formatTable(['A', 'B'], [['a\nb', null]])).toBe('A    B\na b  -\n');
});
