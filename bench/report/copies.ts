import type { CopiesMeasurement } from '../copies/measure-copies.ts';
import type { StoredCopies } from '../copies/measure-in-store.ts';
import { table, whole } from './table.ts';

/** How well stories are found, as Markdown, with what it was measured on. */
export function renderCopies(inMemory: CopiesMeasurement, inStore: StoredCopies): string {
  const { reports, recall, falsePairs, differentPairs, sampled, fingerprintsPerSecond } = inMemory;
  const rows = Object.entries(recall).map(([variation, share]) => [
    variation,
    share.toFixed(3),
    (inStore.recall[variation] ?? Number.NaN).toFixed(3),
  ]);
  return [
    table(['what another outlet made of a report', 'found in memory', 'in the store'], rows),
    '',
    `${whole(reports)} invented reports in eight languages and one variation of each class of every one. Pairs of different`,
    `reports in one story, of ${whole(differentPairs)}: ${whole(falsePairs)} in memory, ${whole(inStore.falsePairs)} in the store. A report is looked up by`,
    `${whole(sampled)} shingles; one core makes ${whole(fingerprintsPerSecond)} fingerprints with their samples a second. ${inStore.writers} writers stored all`,
    `${whole(inStore.articles)} in random order, ${whole(inStore.articlesPerSecond)} a second.`,
  ].join('\n');
}
