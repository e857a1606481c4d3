/** `npm run bench`: measures the program on generated feeds; see bench/options.ts. */
import { cpus } from 'node:os';
import { WiredeskError } from '../src/domain/errors.ts';
import { newsItem } from './corpus/news-item.ts';
import { renderFeed } from './corpus/render-feed.ts';
import { changedSettings } from './measure/measure-run.ts';
import { type BenchOptions, readOptions, usage } from './options.ts';
import { parts } from './parts.ts';
import type { BenchSettings } from './report/markdown.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());

try {
  const options = readOptions(process.argv.slice(2), process.env);
  await bench(options, interrupted.signal);
} catch (error) {
  const isUsage = error instanceof WiredeskError && error.code === 'invalid-input';
  process.stderr.write(isUsage ? `${error.message}\n\n${usage}\n` : `bench: ${(error as Error).message}\n`);
  process.exitCode = isUsage ? 2 : 1;
}

async function bench(options: BenchOptions, signal: AbortSignal): Promise<void> {
  const settings = settingsOf(options);
  const found: object[] = [{ settings }];
  for (const name of options.parts) {
    tell(name);
    const report = await parts[name]({ options, settings, tell, signal });
    if (!report) continue;
    found.push(report.json);
    if (!options.json) process.stdout.write(`${report.markdown}\n\n`);
  }
  if (options.json) process.stdout.write(`${JSON.stringify(Object.assign({}, ...found))}\n`);
}

function settingsOf({ feeds, items, seed, runs }: BenchOptions): BenchSettings {
  const processors = cpus();
  const model = processors[0]?.model ?? 'unknown processor';
  return {
    feeds,
    items,
    seed,
    runs,
    bytesPerItem: bytesPerItem(items, seed),
    machine: `${processors.length} × ${model}`,
    node: process.versions.node,
    changed: changedSettings(feeds),
  };
}

/** Over the first three feeds, which are one of each format. */
function bytesPerItem(items: number, seed: number): number {
  const documents = [0, 1, 2].map((feed) => {
    const shown = Array.from({ length: items }, (_, number) => newsItem(seed, feed, number));
    return Buffer.byteLength(renderFeed(feed, shown).document);
  });
  return documents.reduce((sum, bytes) => sum + bytes, 0) / (documents.length * items);
}

function tell(what: string): void {
  process.stderr.write(`${what}\n`);
}
