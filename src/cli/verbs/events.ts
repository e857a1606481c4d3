import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { readCursor, readTime } from '../option-values.ts';
import { outputOf } from '../output.ts';
import { requireFeed, withStore } from '../with-store.ts';

interface EventsOptions {
  after: string;
  since?: Date;
  feed?: string;
  follow?: boolean;
}

const pageSize = 1000;
const followEveryMs = 1000;

/** `events`: the log as NDJSON, oldest first. */
export function addEvents(program: Command, deps: CliDeps): void {
  program
    .command('events')
    .description('print the event log as NDJSON, oldest first')
    .option('--after <cursor>', 'only events after this one', readCursor, '0')
    .option('--since <time>', 'only events since this time, e.g. 2030-01-31 or 24h', readTime(deps.now))
    .option('--feed <feed>', 'only events of articles seen in this feed (id, key or address)')
    .option('--follow', 'go on with new events until interrupted')
    .action((options: EventsOptions, command: Command) => printEvents(options, command, deps));
}

async function printEvents(options: EventsOptions, command: Command, deps: CliDeps): Promise<void> {
  const { listEvents } = await import('../../store/events.ts');
  const { since = null, feed, follow = false } = options;
  const output = outputOf(deps, command);
  await withStore(deps, async (pool) => {
    const feedId = feed === undefined ? null : (await requireFeed(pool, feed)).id;
    let { after } = options;
    while (!deps.signal.aborted) {
      const events = await listEvents(pool, { after, limit: pageSize, types: null, since, feedId });
      for (const event of events) await output.ndjson(event);
      after = events.at(-1)?.cursor ?? after;
      if (events.length === pageSize) continue;
      if (!follow) return;
      await delay(followEveryMs, undefined, { signal: deps.signal });
    }
  });
}
