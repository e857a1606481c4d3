import { type ParsingMeasurement, parsingMaterial } from '../parse/measure-parsing.ts';
import { table, whole } from './table.ts';

/** Rates of the readers as Markdown, with what they were measured on. */
export function renderParsing(readers: readonly ParsingMeasurement[]): string {
  const { items, documents, seconds, largeItems } = parsingMaterial;
  const own = readers[0]?.megabytesPerSecond ?? Number.NaN;
  const rows = readers.map((one) => [
    one.reader,
    one.megabytesPerSecond.toFixed(1),
    whole(one.itemsPerSecond),
    (one.megabytesPerSecond / own).toFixed(2),
    whole(one.peakRssMiB),
    whole(one.largePeakRssMiB),
  ]);
  return [
    table(['reader', 'MB/s', 'items/s', 'times wiredesk', 'peak MiB', 'peak MiB, large feed'], rows),
    '',
    `Bytes in, items out, by CPU time of a fresh process, warmed up for ${seconds / 2} s of it and measured for ${seconds} s: ${documents} feeds of ${items} items,`,
    `RSS 2.0 and Atom in turn. The large feed is one RSS document of ${whole(largeItems)} items (30 MB), read once. wiredesk is`,
    'bytes to its model: charset, repair, canonical document, rss-parser, dates, addresses, keys; the others as they come.',
  ].join('\n');
}
