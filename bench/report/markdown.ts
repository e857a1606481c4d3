import type { PhaseSummary } from './summary.ts';
import { table, whole } from './table.ts';

/** What the figures were measured with. */
export interface BenchSettings {
  feeds: number;
  items: number;
  seed: number;
  runs: number;
  /** Of all feed documents together, before compression, by items. */
  bytesPerItem: number;
  machine: string;
  node: string;
  /** Settings that differ from their defaults, by environment variable. */
  changed: Record<string, string>;
}

/** The figures as Markdown: rates, then CPU time and memory by role, then what they were measured with. */
export function renderReport(phases: readonly PhaseSummary[], settings: BenchSettings): string {
  return [rateTable(phases), roleTable(phases), describeSettings(settings)].join('\n\n');
}

function rateTable(phases: readonly PhaseSummary[]): string {
  return table(
    ['store', 'phase', 'wall s', 'feeds/s', 'items/s', 'CPU s', 'CPU ms a feed', 'wall s of each run'],
    phases.map(({ subject, phase, seconds, feedsPerSecond, itemsPerSecond, cpuSeconds, runs }) => [
      subject,
      phase,
      seconds.toFixed(2),
      whole(feedsPerSecond),
      itemsPerSecond === null ? '–' : whole(itemsPerSecond),
      cpuSeconds.toFixed(2),
      ((1000 * cpuSeconds) / (feedsPerSecond * seconds)).toFixed(2),
      runs.map((run) => run.toFixed(2)).join(', '),
    ]),
  );
}

function roleTable(phases: readonly PhaseSummary[]): string {
  const measured = phases.filter(({ roles }) => Object.keys(roles).length > 0);
  return table(
    ['store', 'phase', 'CPU s and peak MiB by process'],
    measured.map(({ subject, phase, roles }) => [subject, phase, describeRoles(roles)]),
  );
}

function describeRoles(roles: PhaseSummary['roles']): string {
  return Object.entries(roles)
    .map(
      ([role, { cpuSeconds, peakRssMiB }]) => `${role} ${cpuSeconds.toFixed(2)} s, ${whole(peakRssMiB)} MiB`,
    )
    .join(' · ');
}

function describeSettings({
  feeds,
  items,
  seed,
  runs,
  bytesPerItem,
  machine,
  node,
  changed,
}: BenchSettings): string {
  const variables = Object.entries(changed).map(([name, value]) => `\`${name}=${value}\``);
  return [
    `${feeds} feeds × ${items} items (RSS 2.0, Atom and JSON Feed in turn, gzip, ${whole(bytesPerItem)} bytes an item), seed ${seed}.`,
    `Medians of ${runs} ${runs === 1 ? 'run' : 'runs'}, each on a fresh store. ${machine}, Node ${node}.`,
    `CPU s is the program with its store and queue, without the feed server, user and system; the peak is a role's largest process.`,
    'Services: PostgreSQL and Redis, one scheduler, one fetch and two normalize processes. Embedded: one process and its store.',
    'The end of a phase is seen up to 0.2 s late; take rates of fast phases from many feeds.',
    `The plain loop fetches and reads the same feeds with undici and rss-parser (JSON.parse for JSON Feed), and nothing else.`,
    `Settings off their defaults: ${variables.join(', ')}.`,
  ].join('\n');
}
