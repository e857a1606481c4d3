import { type Command, Option } from 'commander';
import { shownFeed } from '../../../config/written-feed.ts';
import { WiredeskError } from '../../../domain/errors.ts';
import type { FeedDefinition } from '../../../domain/feed-definition.ts';
import { type FullText, fullTextModes } from '../../../domain/full-text.ts';
import type { NamedFeed } from '../../../domain/parsed-feed.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { type LookedFor, lookForFeeds } from '../../look-for-feeds.ts';
import { collectHeader, readPosition } from '../../option-values.ts';
import { type Output, outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';

interface AddOptions {
  key?: string;
  outlet?: string;
  section?: string;
  language?: string;
  every?: string;
  minEvery?: string;
  maxEvery?: string;
  cron?: string;
  timezone?: string;
  fullText?: FullText;
}

/** What was said about several feeds. */
interface Choice {
  all?: boolean | undefined;
  pick?: number | undefined;
  key?: string | undefined;
  header?: Record<string, string> | undefined;
}

type Options = AddOptions & Choice & { asIs?: boolean };

/** `feeds add`: one feed more, or the feeds of a site. */
export function addFeedsAdd(feeds: Command, deps: CliDeps): void {
  feeds
    .command('add')
    .description('add a feed; of a site, the feed that its page names')
    .argument('<url>', 'its address, or that of a page of the site')
    .option('--pick <number>', 'of several feeds of a site, the one with this number', readPosition)
    .option('--all', 'of several feeds of a site, all')
    .option('--as-is', 'add the address without looking what is there')
    .option('--key <key>', 'the name it keeps when its address changes (default: the address)')
    .option('--outlet <outlet>', 'who publishes it')
    .option('--section <section>', 'the section of articles that name none')
    .option('--language <tag>', 'the language of articles that name none, e.g. en or pt-BR')
    .option('--every <time>', 'how often to poll, e.g. 15m')
    .option('--min-every <time>', 'the shortest interval that its own pace leads to')
    .option(
      '--max-every <time>',
      'the longest interval that its own pace or a wish of its publisher leads to',
    )
    .option('--cron <expression>', 'when to poll, as a cron expression')
    .option('--timezone <zone>', 'the time zone of --cron, e.g. Europe/Berlin (default: UTC)')
    .addOption(
      new Option(
        '--full-text <when>',
        'whether the pages of its items are fetched: auto where an item only teases (default: as the settings say)',
      ).choices(fullTextModes),
    )
    .option(
      '--header <name:value>',
      'a header sent with every request; may stand several times',
      collectHeader,
    )
    .action(async (url: string, { header, all, pick, asIs, ...options }: Options, command: Command) => {
      const { parseFeedDefinition } = await import('../../../config/feeds-file.ts');
      const output = outputOf(deps, command);
      const define = (feedUrl: string) => parseFeedDefinition({ url: feedUrl, ...options, headers: header });
      const written = define(url);
      const { feeds: found, note } = asIs ? asWritten : await lookForFeeds(deps, written);
      const chosen = await choose(found, { all, pick, header, key: options.key }, url, output);
      const definitions = chosen.length === 0 ? [written] : chosen.map((feed) => define(feed.url));
      await addAll(deps, definitions, output);
      if (note) deps.stderr.write(`wiredesk: ${note}\n`);
    });
}

const asWritten: LookedFor = { feeds: [], note: null };

/** Those to add, of the feeds that a site has. @throws WiredeskError invalid-input where somebody has to choose. */
async function choose(
  found: readonly NamedFeed[],
  { all, pick, key, header }: Choice,
  url: string,
  output: Output,
): Promise<readonly NamedFeed[]> {
  const chosen = pick === undefined ? found : found.slice(pick - 1, pick);
  const isChosen = chosen.length === 1 || (all && key === undefined);
  if (found.length === 0 || (isChosen && header === undefined)) return chosen;
  if (output.machine) for (const feed of found) await output.ndjson(feed);
  else await output.text(formatTable(['NUMBER', 'TITLE', 'TYPE', 'URL'], found.map(toRow)));
  throw new WiredeskError('invalid-input', `${url} has ${countOf(found)}; ${wayOut({ all, pick, header })}`);
}

function countOf({ length }: readonly NamedFeed[]): string {
  return length === 1 ? 'one feed' : `${length} feeds`;
}

/** Headers may be secrets: what a page names may be anybody's. */
function wayOut({ all, pick, header }: Choice): string {
  if (header !== undefined) return '--header is for the address of a feed: give that';
  if (pick !== undefined) return `none has the number ${pick}`;
  return all ? '--key is for one of them: use it with --pick NUMBER' : 'use --pick NUMBER or --all';
}

function toRow({ title, type, url }: NamedFeed, index: number): unknown[] {
  return [index + 1, title, type, url];
}

async function addAll(deps: CliDeps, definitions: FeedDefinition[], output: Output): Promise<void> {
  const { addFeeds } = await import('../../../store/change-feeds.ts');
  const { added, present } = await withStore(deps, (pool) => addFeeds(pool, definitions, deps.now()));
  for (const feed of added) {
    if (output.machine) await output.json(shownFeed(feed));
    else await output.line(`added feed ${feed.id}: ${feed.url}`);
  }
  const [twin] = present;
  if (twin)
    throw new WiredeskError(
      'conflict',
      `a feed with the key ${twin.key} or the address ${twin.url} is there already; wiredesk feeds list shows it`,
    );
}
