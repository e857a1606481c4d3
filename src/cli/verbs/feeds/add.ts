import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { collectHeader } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { shownFeed } from '../../shown-feed.ts';
import { withStore } from '../../with-store.ts';

interface AddOptions {
  key?: string;
  outlet?: string;
  section?: string;
  language?: string;
  every?: string;
  cron?: string;
  timezone?: string;
  header?: Record<string, string>;
}

/** `feeds add`: one feed more. */
export function addFeedsAdd(feeds: Command, deps: CliDeps): void {
  feeds
    .command('add')
    .description('add a feed')
    .argument('<url>', 'its address')
    .option('--key <key>', 'the name it keeps when its address changes (default: the address)')
    .option('--outlet <outlet>', 'who publishes it')
    .option('--section <section>', 'the section of articles that name none')
    .option('--language <tag>', 'the language of articles that name none, e.g. en or pt-BR')
    .option('--every <time>', 'how often to poll, e.g. 15m')
    .option('--cron <expression>', 'when to poll, as a cron expression')
    .option('--timezone <zone>', 'the time zone of --cron, e.g. Europe/Berlin (default: UTC)')
    .option(
      '--header <name:value>',
      'a header sent with every request; may stand several times',
      collectHeader,
    )
    .action(async (url: string, { header, ...options }: AddOptions, command: Command) => {
      const { parseFeedDefinition } = await import('../../../config/feeds-file.ts');
      const { addFeeds } = await import('../../../store/change-feeds.ts');
      const definition = parseFeedDefinition({ url, ...options, headers: header });
      const { added } = await withStore(deps, (pool) => addFeeds(pool, [definition], deps.now()));
      const [feed] = added;
      if (!feed)
        throw new WiredeskError(
          'conflict',
          `a feed with the key ${definition.key} or the address ${url} is there already; wiredesk feeds list shows it`,
        );
      const output = outputOf(deps, command);
      if (output.machine) await output.json(shownFeed(feed));
      else await output.line(`added feed ${feed.id}: ${feed.url}`);
    });
}
