import { type LookUpMeasurement, lookedUp, shinglesEach } from '../copies/measure-look-up.ts';
import { table, whole } from './table.ts';

/** What finding candidates takes, as Markdown. */
export function renderLookUps(measured: readonly LookUpMeasurement[]): string {
  const smallest = measured[0]?.medianMs ?? Number.NaN;
  const rows = measured.map(({ stored, firstMs, medianMs }) => [
    whole(stored),
    firstMs.toFixed(1),
    medianMs.toFixed(1),
    `${(medianMs / smallest).toFixed(2)}×`,
  ]);
  const plans = measured.flatMap(({ stored, plan }) =>
    plan === null ? [] : [`\nAt ${whole(stored)} articles:\n\n\`\`\`\n${plan}\n\`\`\``],
  );
  return [
    table(['articles in the window', 'first ms', 'median ms', 'of the smallest'], rows),
    '',
    `Candidates for ${lookedUp} articles of ${shinglesEach} shingles each, in one statement, among articles of 40 shingles.`,
    ...plans,
  ].join('\n');
}
