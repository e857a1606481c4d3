import { desks } from '../latency/desks.ts';
import type { LatencyMeasurement } from '../latency/measure-latency.ts';
import { pushedFeeds } from '../latency/outside.ts';
import type { MeasuredWay } from '../latency/summarize-journeys.ts';
import { lookEveryMs } from '../latency/watch-log.ts';
import { percentileCells, percentileHead } from './percentiles.ts';
import { table } from './table.ts';

const fromNames = {
  log: { push: 'commit of its event', poll: 'commit of its event' },
  wire: { push: 'the hub pushes it', poll: 'its feed is asked for' },
};
const toNames = {
  log: 'commit of its event',
  stream: 'a reader of the stream has it',
  webhook: 'a webhook is called',
  feed: 'a reader finds it in a feed given out',
};

/** How long items took, as Markdown. */
export function renderLatency(measured: readonly LatencyMeasurement[]): string {
  const rows = measured.flatMap((one) =>
    one.ways.map((way) => [one.store, String(one.itemsPerSecond), ...wayCells(way)]),
  );
  const counts = measured.map(
    ({ store, itemsPerSecond, items, seconds }) =>
      `${items} in ${seconds} s at ${itemsPerSecond} a second (${store})`,
  );
  return [
    table(['store', 'items/s', 'from', 'until', ...percentileHead], rows),
    '',
    `Items of 4 kB, one a push, evenly from ${pushedFeeds} feeds whose hub pushes, and one more at each poll of a feed that is polled every second; ${desks.topics} topics, of which`,
    `each item matches ${desks.topics / desks.webhooks}; ${desks.webhooks} webhooks and ${desks.outputs} feeds given out, each of one topic; ${desks.streamReaders} readers of the whole stream with articles. Readers,`,
    'targets and hub are one process on the same machine, whose clock all times are of. A feed given out is read as by a hub: at',
    `once when it is told of new entries. On the embedded store a commit is seen up to ${lookEveryMs} ms late.`,
    `Published: ${counts.join(', ')}. Every item arrived everywhere it had to, once.`,
  ].join('\n');
}

function wayCells({ wire, from, to, took }: MeasuredWay): string[] {
  return [fromNames[from][wire], toNames[to], ...percentileCells(took)];
}
