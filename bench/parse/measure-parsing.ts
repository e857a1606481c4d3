import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from '../report/median.ts';
import { readers } from './readers.ts';

/** How fast a reader is, by the CPU time (user and system) that its process took. */
export interface ReaderMeasurement {
  reader: string;
  /** Millions of bytes. */
  megabytesPerSecond: number;
  itemsPerSecond: number;
  peakRssMiB: number;
}

/** A reader on usual feeds, and its memory after one large one. */
export interface ParsingMeasurement extends ReaderMeasurement {
  largePeakRssMiB: number;
}

export const parsingMaterial = { items: 20, documents: 40, seconds: 3, largeItems: 5_800 } as const;

const entry = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Every reader on the same generated feeds, `runs` times in a fresh process each; medians. */
export async function measureParsing(
  { runs, seed }: { runs: number; seed: number },
  signal: AbortSignal,
): Promise<ParsingMeasurement[]> {
  const { items, documents, seconds, largeItems } = parsingMaterial;
  const measured: ParsingMeasurement[] = [];
  for (const reader of Object.keys(readers)) {
    const usual: ReaderMeasurement[] = [];
    for (let run = 0; run < runs; run += 1) {
      usual.push(await measureReader([reader, items, documents, seed, seconds], signal));
    }
    const large = await measureReader([reader, largeItems, 1, seed, 0], signal);
    measured.push({
      reader,
      megabytesPerSecond: median(usual.map((one) => one.megabytesPerSecond)),
      itemsPerSecond: median(usual.map((one) => one.itemsPerSecond)),
      peakRssMiB: median(usual.map((one) => one.peakRssMiB)),
      largePeakRssMiB: large.peakRssMiB,
    });
  }
  return measured;
}

async function measureReader(args: (string | number)[], signal: AbortSignal): Promise<ReaderMeasurement> {
  const { stdout } = await promisify(execFile)(process.execPath, [entry, ...args.map(String)], { signal });
  return JSON.parse(stdout) as ReaderMeasurement;
}
