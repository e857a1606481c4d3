import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from '../report/median.ts';
import { subjects } from './subjects.ts';

/** How fast something is, by the CPU time (user and system) that its process took. */
export interface NormalizingRate {
  subject: string;
  /** How many different ones it was measured on, and their mean size in bytes. */
  count: number;
  bytesEach: number;
  perSecond: number;
  peakRssMiB: number;
}

export interface NormalizingMeasurement {
  items: NormalizingRate;
  /** Wiredesk first. */
  pages: NormalizingRate[];
}

export const normalizingSeconds = 3;

const entry = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Feed items, and pages of a manifest (see bench/accuracy/read-gold.ts), `runs` times in fresh processes; medians. */
export async function measureNormalizing(
  { runs, seed, pages }: { runs: number; seed: number; pages: string },
  signal: AbortSignal,
): Promise<NormalizingMeasurement> {
  const measure = async (subject: string, ...manifest: string[]): Promise<NormalizingRate> => {
    const rates: NormalizingRate[] = [];
    for (let run = 0; run < runs; run += 1)
      rates.push(await measureOnce([subject, String(seed), ...manifest]));
    return medianOf(rates);
  };
  const measureOnce = async ([subject = '', ...others]: string[]): Promise<NormalizingRate> => {
    const args = [entry, subject, String(normalizingSeconds), ...others];
    const { stdout } = await promisify(execFile)(process.execPath, args, { signal });
    return JSON.parse(stdout) as NormalizingRate;
  };
  const items = await measure('wiredesk');
  const rates: NormalizingRate[] = [];
  for (const subject of Object.keys(subjects)) rates.push(await measure(subject, pages));
  return { items, pages: rates };
}

function medianOf(rates: readonly NormalizingRate[]): NormalizingRate {
  const [first] = rates;
  if (first === undefined) throw new RangeError('nothing was measured');
  return {
    ...first,
    perSecond: median(rates.map(({ perSecond }) => perSecond)),
    peakRssMiB: median(rates.map(({ peakRssMiB }) => peakRssMiB)),
  };
}
