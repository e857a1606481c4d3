import type { FanOut } from '../readers/fan-out.ts';
import { heartbeatSeconds, type ReadersMeasurement } from '../readers/measure-readers.ts';
import type { StalledMeasurement } from '../readers/measure-stalled.ts';
import { percentileCells, percentileHead } from './percentiles.ts';
import { table, whole } from './table.ts';

const mebibyte = 1_048_576;

/** What readers of the stream cost, as Markdown. */
export function renderReaders({ byCount, stalled }: ReadersMeasurement): string {
  const alone = byCount.find(({ readers }) => readers === 0)?.idle.rssBytes;
  const costs = byCount.map(({ readers, idle, burst }) => [
    whole(readers),
    whole(idle.rssBytes / mebibyte),
    readers === 0 || alone === undefined ? '–' : ((idle.rssBytes - alone) / readers / 1024).toFixed(1),
    `${((100 * idle.cpuSeconds) / idle.seconds).toFixed(2)} %`,
    burst ? burst.eventsPerSecond.toFixed(1) : '–',
    burst ? whole(burst.eventsPerSecond * readers) : '–',
  ]);
  const fanOuts = byCount.flatMap(({ readers, fanOut }) => fanOutRows(whole(readers), fanOut));
  const stalledRows = stalled ? fanOutRows('all, and one that does not read', stalled.fanOut) : [];
  return [
    table(['readers', 'API MiB', 'KiB a reader', 'CPU idle', 'events/s to all', 'frames/s'], costs),
    '',
    table(['readers', 'from commit until', ...percentileHead], [...fanOuts, ...stalledRows]),
    '',
    `The API alone, on PostgreSQL, with heartbeats of ${heartbeatSeconds} s; the readers are a process of their own. Events without articles: idle, then one at a time,`,
    'then in a row.',
    ...(stalled ? ['', describeStalled(stalled)] : []),
  ].join('\n');
}

function fanOutRows(readers: string, fanOut: FanOut | null): string[][] {
  if (!fanOut) return [];
  return [
    [readers, 'each has it', ...percentileCells(fanOut.each)],
    [readers, 'the last has it', ...percentileCells(fanOut.last)],
  ];
}

function describeStalled({ missed, moreRssBytes, resumed }: StalledMeasurement): string {
  return (
    `For the one that does not read, ${whole(missed)} events with 8 kB of article each came meanwhile; the API held ${whole(moreRssBytes / mebibyte)} MiB more. ` +
    `It was cut off, having taken ${whole(resumed.before)} events, and got the other ${whole(resumed.after)} when it came again.`
  );
}
