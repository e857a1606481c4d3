import { type Command, Option } from 'commander';
import { shownFeed, writtenSchedule } from '../../../config/written-feed.ts';
import type { Feed } from '../../../domain/feed.ts';
import { type FeedState, feedStates } from '../../../domain/feed-state.ts';
import { describeKeyFallback } from '../../../domain/item-keys.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { eachFeed } from '../../each-feed.ts';
import { outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';

const headings = [
  'ID',
  'STATE',
  'SINCE',
  'OUTLET',
  'SECTION',
  'POLLED',
  'PUSHED',
  'LAST OUTCOME',
  'FAILURES',
  'SUCCEEDED',
  'NOTE',
  'URL',
];

/** `feeds list`: every feed and how its polling goes. */
export function addFeedsList(feeds: Command, deps: CliDeps): void {
  feeds
    .command('list')
    .description('list the feeds and how polling them goes')
    .addOption(new Option('--state <state>', 'only feeds in this state').choices(feedStates))
    .action(async ({ state }: { state?: FeedState }, command: Command) => {
      const output = outputOf(deps, command);
      await withStore(deps, async (pool) => {
        const rows: string[][] = [];
        for await (const feed of eachFeed(pool, state)) {
          deps.signal.throwIfAborted();
          if (output.machine) await output.ndjson(shownFeed(feed));
          else rows.push(toRow(feed));
        }
        if (!output.machine) await output.text(formatTable(headings, rows));
      });
    });
}

function toRow(feed: Feed): string[] {
  const polled = feed.paused ? 'paused' : whenPolled(feed);
  const { id, state, stateSince, outlet, section, outcome, failures, succeededAt, url, push } = feed;
  return [
    id,
    state,
    stateSince ?? '',
    outlet ?? '',
    section ?? '',
    polled,
    push?.state ?? '',
    outcome ?? 'not yet',
    String(failures),
    succeededAt ?? '',
    noteOn(feed),
    url,
  ];
}

/** The gravest of what is wrong with a feed, in words. */
function noteOn({ fault, push, movedTo, keyFallback, pages }: Feed): string {
  if (fault !== null) return fault;
  if (movedTo !== null) return `moved to ${movedTo}`;
  if (keyFallback !== null) return describeKeyFallback(keyFallback);
  if (push?.fault) return push.fault;
  return pages !== null && pages.misses > 0 ? `pages of items: ${pages.message ?? pages.use}` : '';
}

function whenPolled({ schedule }: Feed): string {
  const { every, minEvery, maxEvery, cron } = writtenSchedule(schedule);
  const bounds = (minEvery ?? maxEvery) ? `${minEvery ?? ''}–${maxEvery ?? ''}` : null;
  return every ?? cron ?? bounds ?? 'default';
}
