import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readPage } from '../../bench/accuracy/measure-accuracy.ts';
import { readGold } from '../../bench/accuracy/read-gold.ts';
import { subjects } from '../../bench/normalize/subjects.ts';

const manifest = fileURLToPath(new URL('../gold/gold.ndjson', import.meta.url));

test.each(Object.entries(subjects))('%s finds text on a page of the bench', async (_, extract) => {
  const [page] = readGold(manifest).pages;
  if (page === undefined) throw new Error('there is no page');
  expect(await extract({ html: readPage(page), url: page.url ?? null })).toBeGreaterThan(200);
});
