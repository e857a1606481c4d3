import { cpus } from 'node:os';
import { type BaselineMeasurement, measureBaseline } from './baseline/measure-baseline.ts';
import { measureCopies, measuredReports } from './copies/measure-copies.ts';
import { measureInStore } from './copies/measure-in-store.ts';
import { measureLookUps } from './copies/measure-look-up.ts';
import { withBenchPool } from './copies/with-bench-pool.ts';
import { type LatencyMeasurement, measureLatency } from './latency/measure-latency.ts';
import { measureRun, type RunMeasurement } from './measure/measure-run.ts';
import { measureNormalizing } from './normalize/measure-normalizing.ts';
import type { BenchOptions, BenchPart } from './options.ts';
import { measureParsing } from './parse/measure-parsing.ts';
import { measurePolling, type PollingMeasurement } from './polling/measure-polling.ts';
import { withStore } from './program/with-store.ts';
import { measureReaders } from './readers/measure-readers.ts';
import { renderCopies } from './report/copies.ts';
import { renderLatency } from './report/latency.ts';
import { renderLookUps } from './report/look-ups.ts';
import { type BenchSettings, renderReport } from './report/markdown.ts';
import { renderNormalizing } from './report/normalizing.ts';
import { renderParsing } from './report/parsing.ts';
import { renderPolling } from './report/polling.ts';
import { renderReaders } from './report/readers.ts';
import { type PhaseSummary, summarizeBaseline, summarizeRuns } from './report/summary.ts';
import { renderTopics } from './report/topics.ts';
import { measureTopics } from './topics/measure-topics.ts';

/** What a part of the bench found: as JSON, under names of its own, and as Markdown. */
export interface PartReport {
  json: object;
  markdown: string;
}

export interface PartDeps {
  options: BenchOptions;
  settings: BenchSettings;
  /** Says what is being done. */
  tell: (what: string) => void;
  signal: AbortSignal;
}

/** Every part; null where it needs services and there are none. */
export const parts: Record<BenchPart, (deps: PartDeps) => Promise<PartReport | null>> = {
  async program(deps) {
    const phases = await benchProgram(deps);
    return { json: { phases }, markdown: renderReport(phases, deps.settings) };
  },
  async parse({ options, signal }) {
    const readers = await measureParsing(options, signal);
    return { json: { readers }, markdown: renderParsing(readers) };
  },
  async normalize({ options, signal }) {
    const normalizing = await measureNormalizing(options, signal);
    return { json: { normalizing }, markdown: renderNormalizing(normalizing) };
  },
  async dedupe({ options: { seed, services }, tell }) {
    const inMemory = measureCopies(seed, measuredReports);
    tell('dedupe: in the store');
    const inStore = await withBenchPool(services, (pool) => measureInStore(pool, seed, measuredReports));
    return { json: { copies: { inMemory, inStore } }, markdown: renderCopies(inMemory, inStore) };
  },
  async stories({ options: { services, stored, plans } }) {
    const lookUps = await withBenchPool(services, (pool) => measureLookUps(pool, stored, plans));
    return { json: { lookUps }, markdown: renderLookUps(lookUps) };
  },
  async topics({ options: { seed, runs } }) {
    const topics = measureTopics(seed, runs);
    return { json: { topics }, markdown: renderTopics(topics) };
  },
  async polling(deps) {
    if (!deps.options.services) return null;
    const polling = await benchPolling(deps);
    return { json: { polling }, markdown: renderPolling(polling, cpus().length) };
  },
  async latency(deps) {
    const latency = await benchLatency(deps);
    return { json: { latency }, markdown: renderLatency(latency) };
  },
  async readers({ options, signal }) {
    const { services } = options;
    if (!services) return null;
    const streams = await withStore('services', services, (store) => measureReaders(store, options, signal));
    return { json: { streams }, markdown: renderReaders(streams) };
  },
};

async function benchProgram({ options, tell, signal }: PartDeps): Promise<PhaseSummary[]> {
  const phases: PhaseSummary[] = [];
  for (const store of options.stores) {
    const runs: RunMeasurement[] = [];
    for (let run = 1; run <= options.runs; run += 1) {
      tell(`${store}: run ${run} of ${options.runs}`);
      runs.push(await withStore(store, options.services, (fresh) => measureRun(fresh, options, signal)));
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

async function benchPolling({ options, tell, signal }: PartDeps): Promise<PollingMeasurement[]> {
  const measured: PollingMeasurement[] = [];
  for (const feeds of options.polled) {
    tell(`polling: ${feeds} feeds`);
    measured.push(
      await withStore('services', options.services, (store) =>
        measurePolling(store, { ...options, feeds }, signal),
      ),
    );
  }
  return measured;
}

async function benchLatency({ options, tell, signal }: PartDeps): Promise<LatencyMeasurement[]> {
  const measured: LatencyMeasurement[] = [];
  for (const name of options.stores) {
    tell(`latency: ${name}`);
    measured.push(
      ...(await withStore(name, options.services, (store) => measureLatency(store, options, signal))),
    );
  }
  return measured;
}
