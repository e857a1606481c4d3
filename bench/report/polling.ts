import type { RoleUsage } from '../measure/usage-meter.ts';
import type { PollingMeasurement } from '../polling/measure-polling.ts';
import { table, whole } from './table.ts';

const mebibyte = 1_048_576;
const feedServer = 'feed server';

/** How polling keeps up with more and more feeds, as Markdown. */
export function renderPolling(measured: readonly PollingMeasurement[], cores: number): string {
  return [steadyTable(measured, cores), atOnceTable(measured), memoryTable(measured), explanation].join(
    '\n\n',
  );
}

const explanation = [
  'Every feed is due every 15 minutes and answers 304 after 200 ms; three feeds a host, and one in a hundred on a host that they share.',
  'One scheduler, one fetch process, PostgreSQL and Redis, on the machine of the feed server; all settings at their defaults.',
  'Late: from due to the start of the fetch. CPU is of the program with store and queue. Claim: the median time of a',
  'transaction that claims what is due. At once: all feeds are due at the same moment; the share of a crowded host that has',
  'to wait for the host is left out.',
].join('\n');

function steadyTable(measured: readonly PollingMeasurement[], cores: number): string {
  return table(
    [
      'feeds',
      'hosts',
      'seconds',
      'due',
      'missed',
      'late p50 ms',
      'p95 ms',
      'max ms',
      'CPU s',
      `of ${cores} cores`,
      'claim ms',
    ],
    measured.map(({ feeds, hosts, steady }) => [
      whole(feeds),
      whole(hosts),
      String(steady.seconds),
      whole(steady.due),
      whole(steady.missed),
      whole(steady.p50Ms),
      whole(steady.p95Ms),
      whole(steady.maxMs),
      cpuSeconds(steady.usage).toFixed(2),
      `${((100 * cpuSeconds(steady.usage)) / (steady.seconds * cores)).toFixed(1)} %`,
      steady.claimMs.toFixed(1),
    ]),
  );
}

function atOnceTable(measured: readonly PollingMeasurement[]): string {
  return table(
    ['feeds, all at once', 'feeds/s', 'claim ms', 'CPU s by process'],
    measured.map(({ feeds, atOnce }) => [
      whole(feeds),
      whole(atOnce.feedsPerSecond),
      atOnce.claimMs.toFixed(1),
      describe(atOnce.usage, ({ cpuSeconds: seconds }) => `${seconds.toFixed(2)} s`),
    ]),
  );
}

function memoryTable(measured: readonly PollingMeasurement[]): string {
  return table(
    ['feeds', 'peak memory by process, at their pace', 'all at once'],
    measured.map(({ feeds, steady, atOnce }) => [whole(feeds), peaks(steady.usage), peaks(atOnce.usage)]),
  );
}

function peaks(usage: Record<string, RoleUsage>): string {
  return describe(usage, ({ peakRssBytes }) => `${whole(peakRssBytes / mebibyte)} MiB`);
}

function describe(usage: Record<string, RoleUsage>, show: (role: RoleUsage) => string): string {
  return Object.entries(usage)
    .map(([role, used]) => `${role} ${show(used)}`)
    .join(' · ');
}

function cpuSeconds(usage: Record<string, RoleUsage>): number {
  return Object.entries(usage).reduce(
    (sum, [role, used]) => (role === feedServer ? sum : sum + used.cpuSeconds),
    0,
  );
}
