import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { WiredeskError } from '../../domain/errors.ts';
import type { CliDeps } from '../cli-deps.ts';
import { readCursor, readTime } from '../option-values.ts';
import { outputOf } from '../output.ts';
import { requireTopic } from '../topic-options.ts';
import { requireFeed, withStore } from '../with-store.ts';

interface EventsOptions {
  after: string;
  since?: Date;
  feed?: string;
  topic?: string;
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
    .option('--topic <topic>', 'only events that concern this topic (id or name), once they are matched')
    .option('--follow', 'go on with new events until interrupted')
    .action((options: EventsOptions, command: Command) => printEvents(options, command, deps));
}

async function printEvents(options: EventsOptions, command: Command, deps: CliDeps): Promise<void> {
  const { everyEvent, findLogHead, readLogPage } = await import('../../store/events.ts');
  const { since = null, feed, topic, follow = false } = options;
  const output = outputOf(deps, command);
  await withStore(deps, async (pool) => {
    const feedId = feed === undefined ? null : (await requireFeed(pool, feed)).id;
    const topicId = topic === undefined ? null : (await requireTopic(pool, topic)).id;
    const filter = { ...everyEvent, since, feedId, topicId };
    let { after } = options;
    refuseCursorAhead(after, await findLogHead(pool));
    while (!deps.signal.aborted) {
      const { events, next } = await readLogPage(pool, { ...filter, after, limit: pageSize });
      for (const event of events) await output.ndjson(event);
      after = next;
      if (events.length === pageSize) continue;
      if (!follow) return;
      await delay(followEveryMs, undefined, { signal: deps.signal });
    }
  });
}

/** Such a cursor is from another store: waiting there would miss everything until the log has grown so far. */
function refuseCursorAhead(after: string, head: string): void {
  if (BigInt(after) <= BigInt(head)) return;
  throw new WiredeskError(
    'invalid-input',
    `--after is ${after}; use a cursor of this log, from 0 to ${head}`,
  );
}
