/** `npm run accuracy -- MANIFEST [--worst N] [--json]`: how right articles made of pages and bylines are; see read-gold.ts. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRules } from '../../workers/rules.ts';
import { authorFigures, type Figure, pageFigures } from './figures.ts';
import { measureAccuracy } from './measure-accuracy.ts';
import { readGold } from './read-gold.ts';
import { renderFigures, renderWorst } from './render-figures.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { worst: { type: 'string', default: '0' }, json: { type: 'boolean', default: false } },
});
const [manifest] = positionals;
if (manifest === undefined) {
  process.stderr.write('usage: npm run accuracy -- MANIFEST [--worst N] [--json]\n');
  process.exit(2);
}

const rules = readRules(join(import.meta.dirname, '../../config')).common;
const { pages, bylines, pagesPerSecond } = measureAccuracy(readGold(manifest), rules);
if (pages.length > 0) print('pages', pageFigures(pages));
if (bylines.length > 0) print('bylines', authorFigures(bylines));
if (pages.length > 0) process.stderr.write(`${pagesPerSecond.toFixed(0)} pages a second\n`);

function print(what: string, figures: readonly Figure[]): void {
  const lines = [renderFigures(what, figures), ...renderWorst(figures, Number(values.worst))];
  process.stdout.write(`${values.json ? JSON.stringify({ what, figures }) : lines.join('\n')}\n`);
}
