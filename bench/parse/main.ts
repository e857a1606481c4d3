/** `node bench/parse/main.ts READER ITEMS DOCUMENTS SEED SECONDS`: reads generated feeds for a while; prints the rates as JSON. */
import { newsItem } from '../corpus/news-item.ts';
import { renderFeed } from '../corpus/render-feed.ts';
import type { ReaderMeasurement } from './measure-parsing.ts';
import { readers } from './readers.ts';

const [name = '', ...numbers] = process.argv.slice(2);
const [items = 0, documents = 0, seed = 0, seconds = 0] = numbers.map(Number);
const read = readers[name];
if (!read) throw new Error(`no reader is called ${name}`);

// RSS 2.0 and Atom in turn; JSON Feed, the third format, is not what all can read.
const material = Array.from({ length: documents }, (_, index) => {
  const feed = Math.floor(index / 2) * 3 + (index % 2);
  const shown = Array.from({ length: items }, (_, number) => newsItem(seed, feed, number));
  return Buffer.from(renderFeed(feed, shown).document);
});
const bytes = material.reduce((sum, document) => sum + document.length, 0);

async function readAll(): Promise<void> {
  for (const document of material) {
    const found = await read?.(document);
    if (found !== items) throw new Error(`${name} found ${found} of ${items} items`);
  }
}

/** How often all is read in that much CPU time, at least once: what else the machine does makes no difference. */
async function repeat(forSeconds: number): Promise<{ rounds: number; cpuSeconds: number }> {
  const before = process.cpuUsage();
  for (let rounds = 1; ; rounds += 1) {
    await readAll();
    const { user, system } = process.cpuUsage(before);
    const cpuSeconds = (user + system) / 1e6;
    if (cpuSeconds >= forSeconds) return { rounds, cpuSeconds };
  }
}

if (seconds > 0) await repeat(seconds / 2);
const { rounds, cpuSeconds } = await repeat(seconds);
const measured: ReaderMeasurement = {
  reader: name,
  megabytesPerSecond: (bytes * rounds) / 1e6 / cpuSeconds,
  itemsPerSecond: (items * documents * rounds) / cpuSeconds,
  peakRssMiB: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
