import type { ExampleFault } from '../normalize/check-examples.ts';
import type { RulesFor } from '../normalize/rule-book.ts';
import type { BacktestBounds } from '../pipeline/backtest-feed.ts';
import type { Pool } from '../store/db.ts';
import type { CliDeps } from './cli-deps.ts';
import type { Output } from './output.ts';
import { startProgressBeside } from './progress.ts';
import { showBacktest } from './show-backtest.ts';
import { type TestedFeed, type TriedRules, testedFeeds } from './tested-feeds.ts';
import { requireFeeds } from './with-store.ts';

/** Which feeds are tested (none named: every one), with what, and how many of their articles. */
export interface FeedTests {
  references: string[];
  tried: TriedRules;
  limit: number;
  /** As the settings say where there is none. */
  days: number | undefined;
}

const dayMs = 86_400_000;

/** Tests one feed after another, so that any number takes the memory of one. Returns the faults of their examples. */
export async function testFeeds(
  deps: CliDeps,
  pool: Pool,
  { references, tried, limit, days }: FeedTests,
  output: Output,
): Promise<ExampleFault[]> {
  const { countStoredArticles } = await import('../store/stored-articles.ts');
  const { normalize, stories } = await deps.loadSettings();
  const since = new Date(deps.now().getTime() - (days ?? normalize.anewDays) * dayMs);
  const named = (await requireFeeds(pool, references)).map(({ id }) => id);
  const ids = references.length === 0 ? null : named;
  const total = await countStoredArticles(pool, ids, { since, limit });
  const progress = await startProgressBeside(deps, 'testing articles', total);
  const bounds: BacktestBounds = {
    since,
    limit,
    storyWindowDays: stories.windowDays,
    signal: deps.signal,
    onArticles: (articles) => progress.advance(articles),
  };
  const faults: ExampleFault[] = [];
  const { rulesFor } = await deps.loadRules();
  try {
    for await (const feed of testedFeeds(deps, pool, references, tried))
      faults.push(...(await testFeed(pool, feed, rulesFor, bounds, output)));
    return faults;
  } finally {
    progress.stop();
  }
}

async function testFeed(
  pool: Pool,
  { key, context }: TestedFeed,
  rulesFor: RulesFor,
  bounds: BacktestBounds,
  output: Output,
): Promise<ExampleFault[]> {
  const { checkExamples } = await import('../normalize/check-examples.ts');
  const { backtestFeed } = await import('../pipeline/backtest-feed.ts');
  const { faults, examples } = checkExamples(context, rulesFor);
  const result = await backtestFeed(pool, context, rulesFor, bounds);
  if (output.machine)
    await output.ndjson({ feed: { id: context.id, key }, ...result, rules: { examples, faults } });
  else await output.text(showBacktest(`feed ${context.id} (${key})`, result));
  return faults;
}
