/** `npm run bench`: measures the program on generated feeds; see bench/options.ts. */
import { cpus } from 'node:os';
import { WiredeskError } from '../src/domain/errors.ts';
import { type BaselineMeasurement, measureBaseline } from './baseline/measure-baseline.ts';
import { measureCopies, measuredReports } from './copies/measure-copies.ts';
import { measureInStore } from './copies/measure-in-store.ts';
import { measureLookUps } from './copies/measure-look-up.ts';
import { withBenchPool } from './copies/with-bench-pool.ts';
import { newsItem } from './corpus/news-item.ts';
import { renderFeed } from './corpus/render-feed.ts';
import { changedSettings, measureRun, type RunMeasurement } from './measure/measure-run.ts';
import { measureNormalizing, type NormalizingMeasurement } from './normalize/measure-normalizing.ts';
import { type BenchOptions, readOptions, usage } from './options.ts';
import { measureParsing, type ParsingMeasurement } from './parse/measure-parsing.ts';
import { measurePolling, type PollingMeasurement } from './polling/measure-polling.ts';
import type { BenchStore, StoreName } from './program/bench-store.ts';
import { openEmbeddedBenchStore } from './program/embedded-store.ts';
import { openServicesBenchStore } from './program/services-store.ts';
import { renderCopies } from './report/copies.ts';
import { renderLookUps } from './report/look-ups.ts';
import { type BenchSettings, renderReport } from './report/markdown.ts';
import { renderNormalizing } from './report/normalizing.ts';
import { renderParsing } from './report/parsing.ts';
import { renderPolling } from './report/polling.ts';
import { type PhaseSummary, summarizeBaseline, summarizeRuns } from './report/summary.ts';
import { renderTopics } from './report/topics.ts';
import { measureTopics, type TopicsMeasurement } from './topics/measure-topics.ts';

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
  const phases = options.parts.includes('program') ? await benchProgram(options, signal) : [];
  const readers = options.parts.includes('parse') ? await benchParsing(options, signal) : [];
  const normalizing = options.parts.includes('normalize') ? await benchNormalizing(options, signal) : null;
  const copies = options.parts.includes('dedupe') ? await benchCopies(options) : null;
  const lookUps = options.parts.includes('stories') ? await benchLookUps(options) : [];
  const topics = options.parts.includes('topics') ? benchTopics(options) : [];
  const polling = options.parts.includes('polling') ? await benchPolling(options, signal) : [];
  if (options.json) {
    const stages = { readers, normalizing, copies, lookUps, topics, polling };
    process.stdout.write(`${JSON.stringify({ settings, phases, ...stages })}\n`);
    return;
  }
  if (phases.length > 0) process.stdout.write(`${renderReport(phases, settings)}\n`);
  if (readers.length > 0) process.stdout.write(`\n${renderParsing(readers)}\n`);
  if (normalizing) process.stdout.write(`\n${renderNormalizing(normalizing)}\n`);
  if (copies) process.stdout.write(`\n${renderCopies(copies.inMemory, copies.inStore)}\n`);
  if (lookUps.length > 0) process.stdout.write(`\n${renderLookUps(lookUps)}\n`);
  if (topics.length > 0) process.stdout.write(`\n${renderTopics(topics)}\n`);
  if (polling.length > 0) process.stdout.write(`\n${renderPolling(polling, cpus().length)}\n`);
}

async function benchProgram(options: BenchOptions, signal: AbortSignal): Promise<PhaseSummary[]> {
  const phases: PhaseSummary[] = [];
  for (const store of options.stores) {
    const runs: RunMeasurement[] = [];
    for (let run = 1; run <= options.runs; run += 1) {
      tell(`${store}: run ${run} of ${options.runs}`);
      runs.push(await runOnce(store, options, signal));
    }
    phases.push(...summarizeRuns(store, runs, options));
  }
  const loops: BaselineMeasurement[] = [];
  for (let run = 1; run <= options.runs; run += 1) {
    tell(`plain loop: run ${run} of ${options.runs}`);
    loops.push(await measureBaseline(options, signal));
  }
  return [...phases, ...summarizeBaseline(loops, options)];
}

async function benchParsing(options: BenchOptions, signal: AbortSignal): Promise<ParsingMeasurement[]> {
  tell('parsing');
  return measureParsing(options, signal);
}

async function benchNormalizing(options: BenchOptions, signal: AbortSignal): Promise<NormalizingMeasurement> {
  tell('normalizing');
  return measureNormalizing(options, signal);
}

async function benchCopies({ seed, services }: BenchOptions) {
  tell('dedupe');
  const inMemory = measureCopies(seed, measuredReports);
  tell('dedupe: in the store');
  const inStore = await withBenchPool(services, (pool) => measureInStore(pool, seed, measuredReports));
  return { inMemory, inStore };
}

async function benchLookUps({ services, stored, plans }: BenchOptions) {
  tell(`stories: ${stored.join(', ')} articles`);
  return withBenchPool(services, (pool) => measureLookUps(pool, stored, plans));
}

function benchTopics({ seed, runs }: BenchOptions): TopicsMeasurement[] {
  tell('topics');
  return measureTopics(seed, runs);
}

async function benchPolling(options: BenchOptions, signal: AbortSignal): Promise<PollingMeasurement[]> {
  const measured: PollingMeasurement[] = [];
  for (const feeds of options.services ? options.polled : []) {
    tell(`polling: ${feeds} feeds`);
    const store = await openStore('services', options);
    try {
      measured.push(await measurePolling(store, { ...options, feeds }, signal));
    } finally {
      await store.close();
    }
  }
  return measured;
}

async function runOnce(name: StoreName, options: BenchOptions, signal: AbortSignal): Promise<RunMeasurement> {
  const store = await openStore(name, options);
  try {
    return await measureRun(store, options, signal);
  } finally {
    await store.close();
  }
}

async function openStore(name: StoreName, { services }: BenchOptions): Promise<BenchStore> {
  if (name === 'embedded') return openEmbeddedBenchStore();
  if (!services) throw new Error('there are no services to run on');
  return openServicesBenchStore(services);
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
