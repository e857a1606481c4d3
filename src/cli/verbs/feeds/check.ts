import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { FindFeedsDeps } from '../../../pipeline/find-feeds.ts';
import { type Check, checkFeed, type Target } from '../../check-feed.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { eachFeed } from '../../each-feed.ts';
import { isUrl } from '../../input/input-reader.ts';
import { outputOf } from '../../output.ts';
import { startProgress } from '../../progress.ts';
import { formatTable } from '../../table.ts';
import { requireFeed, withStore } from '../../with-store.ts';

const checksAtOnce = 16;
const headings = ['FEED', 'OK', 'FORMAT', 'ITEMS', 'NEWEST', 'URL', 'WHAT IS WRONG'];

/** `feeds check`: fetches and reads feeds now and stores nothing. */
export function addFeedsCheck(feeds: Command, deps: CliDeps): void {
  feeds
    .command('check')
    .description('fetch and read feeds now and say what comes out; nothing is stored')
    .argument(
      '[feeds...]',
      'ids, keys or addresses, also of feeds yet to be added and of their sites (default: every feed)',
    )
    .action(async (references: string[], _options: object, command: Command) => {
      const targets = await findTargets(references, deps);
      const checks = await checkAll(targets, deps);
      const output = outputOf(deps, command);
      if (output.machine) for (const check of checks) await output.ndjson(check);
      else await output.text(formatTable(headings, checks.map(toRow)));
      const unwell = checks.filter(({ ok }) => !ok).length;
      if (unwell > 0)
        throw new WiredeskError(
          'unreadable-feed',
          `${unwell} of ${checks.length} feeds gave nothing to read`,
        );
    });
}

/** The named feeds, or every one. An address need not be in the store. */
async function findTargets(references: string[], deps: CliDeps): Promise<Target[]> {
  return withStore(deps, async (pool) => {
    if (references.length === 0) return Array.fromAsync(eachFeed(pool));
    const { findFeed } = await import('../../../store/feeds.ts');
    const targets: Target[] = [];
    for (const reference of references) {
      const unknown = isUrl(reference) ? { id: null, url: reference, headers: {} } : null;
      targets.push(
        (unknown && (await findFeed(pool, reference))) ?? unknown ?? (await requireFeed(pool, reference)),
      );
    }
    return targets;
  });
}

/** The checks in the order of `targets`. */
async function checkAll(targets: readonly Target[], deps: CliDeps): Promise<Check[]> {
  const { parseFeed } = await import('../../../parse/parse-feed.ts');
  const { maxItems } = (await deps.loadSettings()).parse;
  const fetcher = await deps.openFetcher();
  const parse: FindFeedsDeps['parse'] = (body, about) => parseFeed(body, { ...about, maxItems });
  const progress = await startProgress(deps, 'checking feeds', targets.length);
  const checks: Check[][] = [];
  const queue = targets.entries();
  const work = async () => {
    for (const [index, target] of queue) {
      checks[index] = await checkFeed({ fetcher, parse }, target, deps.signal);
      progress.advance();
    }
  };
  try {
    await Promise.all(Array.from({ length: checksAtOnce }, work));
    return checks.flat();
  } finally {
    progress.stop();
    await fetcher.close();
  }
}

function toRow({ id, url, ok, format, items, newest, foundOn, movedTo, problems, fault }: Check): unknown[] {
  const remarks = [
    fault,
    foundOn && `found on ${foundOn}`,
    movedTo && `moved to ${movedTo}`,
    ...problems.map(({ message }) => message),
  ];
  return [id, ok ? 'yes' : 'NO', format, items, newest, url, remarks.filter(Boolean).join('; ')];
}
