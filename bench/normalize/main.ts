/** `node bench/normalize/main.ts SUBJECT SECONDS SEED [MANIFEST]`: normalizes for a while; prints the rate as JSON. */
import { setImmediate } from 'node:timers/promises';
import { readPage } from '../accuracy/measure-accuracy.ts';
import { readGold } from '../accuracy/read-gold.ts';
import { normalizeItems } from './items.ts';
import type { NormalizingRate } from './measure-normalizing.ts';
import { subjects } from './subjects.ts';

const [name = '', seconds = '0', seed = '1', manifest] = process.argv.slice(2);
const round = manifest === undefined ? normalizeItems(Number(seed)) : extractPages(manifest);

/** How often all is done in that much CPU time, at least once: what else the machine does makes no difference. */
async function repeat(forSeconds: number): Promise<{ rounds: number; cpuSeconds: number }> {
  const before = process.cpuUsage();
  for (let rounds = 1; ; rounds += 1) {
    await round.run();
    const { user, system } = process.cpuUsage(before);
    const cpuSeconds = (user + system) / 1e6;
    if (cpuSeconds >= forSeconds) return { rounds, cpuSeconds };
  }
}

function extractPages(path: string): { count: number; bytes: number; run: () => Promise<void> } {
  const extract = subjects[name];
  if (!extract) throw new Error(`nothing is called ${name}`);
  const pages = readGold(path).pages.map((page) => ({ html: readPage(page), url: page.url ?? null }));
  const bytes = pages.reduce((sum, { html }) => sum + Buffer.byteLength(html), 0);
  const run = async (): Promise<void> => {
    for (const page of pages) {
      await extract(page);
      // jsdom lets go of a page in a turn of its own.
      await setImmediate();
    }
  };
  return { count: pages.length, bytes, run };
}

if (Number(seconds) > 0) await repeat(Number(seconds) / 2);
const { rounds, cpuSeconds } = await repeat(Number(seconds));
const measured: NormalizingRate = {
  subject: name,
  count: round.count,
  bytesEach: round.bytes / round.count,
  perSecond: (round.count * rounds) / cpuSeconds,
  peakRssMiB: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
