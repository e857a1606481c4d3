import type { CopiesMeasurement } from '../copies/measure-copies.ts';
import { table, whole } from './table.ts';

/** How well stories are found, as Markdown, with what it was measured on. */
export function renderCopies(measured: CopiesMeasurement): string {
  const { reports, recall, falsePairs, differentPairs, sampled, fingerprintsPerSecond } = measured;
  const rows = Object.entries(recall).map(([variation, share]) => [variation, share.toFixed(3)]);
  return [
    table(['what another outlet made of a report', 'found'], rows),
    '',
    `${whole(reports)} invented reports in eight languages and one variation of each class of every one. Pairs of different`,
    `reports in one story: ${whole(falsePairs)} of ${whole(differentPairs)}. A report is looked up by ${whole(sampled)} shingles; one core makes`,
    `${whole(fingerprintsPerSecond)} fingerprints with their samples a second.`,
  ].join('\n');
}
