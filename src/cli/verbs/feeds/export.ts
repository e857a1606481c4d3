import type { Command } from 'commander';
import { writtenSchedule } from '../../../config/written-feed.ts';
import type { Feed } from '../../../domain/feed.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { eachFeed } from '../../each-feed.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';

interface ExportOptions {
  opml?: boolean;
  secrets?: boolean;
}

/** `feeds export`: the feeds as a feeds file (YAML, or JSON with --json), or as OPML 2.0. */
export function addFeedsExport(feeds: Command, deps: CliDeps): void {
  feeds
    .command('export')
    .description('print the feeds in the form of the feeds file, or as OPML')
    .option('--opml', 'print OPML 2.0')
    .option('--secrets', 'with the headers of feeds, which may hold secrets; OPML has none')
    .action(async ({ opml, secrets = false }: ExportOptions, command: Command) => {
      const output = outputOf(deps, command);
      const all = await withStore(deps, (pool) => Array.fromAsync(eachFeed(pool)));
      if (opml) {
        const { writeOpml } = await import('../../opml/write-opml.ts');
        return output.text(writeOpml(all, deps.now()));
      }
      const left = secrets ? 0 : all.filter((feed) => Object.keys(feed.headers).length > 0).length;
      if (left > 0)
        deps.stderr.write(
          `wiredesk: the headers of feeds are left out (${left} have some); --secrets prints them\n`,
        );
      const file = { feeds: all.map((feed) => toFileEntry(feed, secrets)) };
      if (output.machine) return output.json(file);
      const { stringify } = await import('yaml');
      return output.text(stringify(file, { lineWidth: 0 }));
    });
}

function toFileEntry(feed: Feed, secrets: boolean) {
  const { key, url, outlet, section, language, schedule, headers, rules, paused, fullText } = feed;
  const { every, minEvery, maxEvery, cron, timezone } = writtenSchedule(schedule);
  return {
    ...(key !== url && { key }),
    url,
    ...(outlet !== null && { outlet }),
    ...(section !== null && { section }),
    ...(language !== null && { language }),
    ...(every !== null && { every }),
    ...(minEvery !== null && { minEvery }),
    ...(maxEvery !== null && { maxEvery }),
    ...(cron !== null && { cron, timezone }),
    ...(secrets && Object.keys(headers).length > 0 && { headers }),
    ...(rules !== null && { rules }),
    ...(paused && { paused }),
    ...(fullText !== null && { fullText }),
  };
}
