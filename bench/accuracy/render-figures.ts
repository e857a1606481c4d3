import { table } from '../report/table.ts';
import type { Figure } from './figures.ts';

/** Figures as a Markdown table. */
export function renderFigures(what: string, figures: readonly Figure[]): string {
  return table(
    [what, 'value', 'cases'],
    figures.map(({ name, value, cases }) => [name, value.toFixed(3), String(cases)]),
  );
}

/** The worst cases of each figure, one a line. */
export function renderWorst(figures: readonly Figure[], count: number): string[] {
  return figures.flatMap(({ name, worst }) =>
    worst.slice(0, count).map(({ file, says }) => `${name}: ${file}: ${says}`),
  );
}
