import type { BaselineMeasurement } from '../baseline/measure-baseline.ts';
import type { PhaseMeasurement } from '../measure/measure-phase.ts';
import { type PhaseName, phaseNames, type RunMeasurement } from '../measure/measure-run.ts';
import { median } from './median.ts';

/** One phase over all runs; every figure is the median of its own. */
export interface PhaseSummary {
  /** `plain loop` for the baseline. */
  subject: string;
  phase: PhaseName;
  seconds: number;
  /** The seconds of each run, in their order. */
  runs: number[];
  feedsPerSecond: number;
  /** Null where the phase brings no items. */
  itemsPerSecond: number | null;
  /** Of all roles but the feed server. */
  cpuSeconds: number;
  roles: Record<string, { cpuSeconds: number; peakRssMiB: number }>;
}

interface Amounts {
  feeds: number;
  items: number;
}

const mebibyte = 1_048_576;
const feedServer = 'feed server';

/** The phases of one store, in their order. */
export function summarizeRuns(
  subject: string,
  runs: readonly RunMeasurement[],
  { feeds, items }: Amounts,
): PhaseSummary[] {
  const itemsOf: Record<PhaseName, number | null> = {
    'cold ingest': feeds * items,
    'all 304': null,
    'one new item a feed': feeds,
  };
  return phaseNames.map((phase) => {
    const measured = runs.map((run) => run[phase]);
    const times = measured.map(({ seconds }) => seconds);
    return {
      subject,
      phase,
      ...rates(times, feeds, itemsOf[phase]),
      cpuSeconds: median(measured.map(totalCpuSeconds)),
      roles: summarizeRoles(measured),
    };
  });
}

/** The plain loop in the form of the others. */
export function summarizeBaseline(
  runs: readonly BaselineMeasurement[],
  { feeds, items }: Amounts,
): PhaseSummary[] {
  const summarize = (
    phase: PhaseName,
    part: keyof BaselineMeasurement,
    count: number | null,
  ): PhaseSummary => ({
    subject: 'plain loop',
    phase,
    ...rates(
      runs.map((run) => run[part].seconds),
      feeds,
      count,
    ),
    cpuSeconds: median(runs.map((run) => run[part].cpuSeconds)),
    roles: {},
  });
  return [summarize('cold ingest', 'cold', feeds * items), summarize('all 304', 'unchanged', null)];
}

function rates(times: number[], feeds: number, items: number | null) {
  const seconds = median(times);
  return {
    seconds,
    runs: times,
    feedsPerSecond: feeds / seconds,
    itemsPerSecond: items === null ? null : items / seconds,
  };
}

function totalCpuSeconds({ usage }: PhaseMeasurement): number {
  return [...usage].reduce(
    (sum, [role, { cpuSeconds }]) => (role === feedServer ? sum : sum + cpuSeconds),
    0,
  );
}

function summarizeRoles(measured: readonly PhaseMeasurement[]): PhaseSummary['roles'] {
  const names = new Set(measured.flatMap(({ usage }) => [...usage.keys()]));
  return Object.fromEntries(
    [...names].map((name) => {
      const usages = measured.flatMap(({ usage }) => usage.get(name) ?? []);
      const cpuSeconds = median(usages.map((usage) => usage.cpuSeconds));
      const peakRssMiB = median(usages.map((usage) => usage.peakRssBytes / mebibyte));
      return [name, { cpuSeconds, peakRssMiB }];
    }),
  );
}
