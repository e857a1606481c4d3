import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { Robots, RobotsMemory } from '../../../domain/robots.ts';
import type { Fetcher } from '../../../fetch/fetcher.ts';
import type { FindFeedsDeps } from '../../../pipeline/find-feeds.ts';
import type { PageTrial } from '../../../pipeline/try-pages.ts';
import { type Check, type CheckFeedDeps, checkFeed, type Target } from '../../check-feed.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { eachFeed } from '../../each-feed.ts';
import { isUrl } from '../../input/input-reader.ts';
import { readPosition } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { startProgress } from '../../progress.ts';
import { formatTable } from '../../table.ts';
import { requireFeed, withStore } from '../../with-store.ts';

const checksAtOnce = 16;
const maxPages = 20;
const headings = ['FEED', 'OK', 'FORMAT', 'ITEMS', 'NEWEST', 'URL', 'WHAT IS WRONG'];
const pageHeadings = ['TEASER', 'PAGE', 'WORDS IN FEED', 'WORDS', 'URL', 'WHY'];

/** `feeds check`: fetches and reads feeds now and stores nothing. */
export function addFeedsCheck(feeds: Command, deps: CliDeps): void {
  feeds
    .command('check')
    .description('fetch and read feeds now and say what comes out; nothing is stored')
    .argument(
      '[feeds...]',
      'ids, keys or addresses, also of feeds yet to be added and of their sites (default: every feed)',
    )
    .option(
      '--pages <number>',
      `fetch the pages of so many items of each feed, ${maxPages} at the most, and say what they would bring`,
      readPosition,
    )
    .action(async (references: string[], { pages = 0 }: { pages?: number }, command: Command) => {
      const targets = await findTargets(references, deps);
      const checks = await checkAll(targets, deps, Math.min(pages, maxPages));
      const output = outputOf(deps, command);
      if (output.machine) for (const check of checks) await output.ndjson(check);
      else await output.text(formatTable(headings, checks.map(toRow)));
      const trials = checks.flatMap((check) => check.pages);
      if (!output.machine && trials.length > 0)
        await output.text(`\n${formatTable(pageHeadings, trials.map(toPageRow))}`);
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
async function checkAll(targets: readonly Target[], deps: CliDeps, pages: number): Promise<Check[]> {
  const { parseFeed } = await import('../../../parse/parse-feed.ts');
  const { maxItems } = (await deps.loadSettings()).parse;
  const fetcher = await deps.openFetcher();
  const parse: FindFeedsDeps['parse'] = (body, about) => parseFeed(body, { ...about, maxItems });
  const tryPages = await pageTrier(deps, fetcher, pages);
  const progress = await startProgress(deps, 'checking feeds', targets.length);
  const checks: Check[][] = [];
  const queue = targets.entries();
  const work = async () => {
    for (const [index, target] of queue) {
      checks[index] = await checkFeed({ fetcher, parse, tryPages }, target, deps.signal);
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

/** Tries the first `count` pages of feeds; none of 0. What robots.txt of an origin says is asked for once. */
async function pageTrier(deps: CliDeps, fetcher: Fetcher, count: number): Promise<CheckFeedDeps['tryPages']> {
  if (count === 0) return async () => [];
  const { tryPages } = await import('../../../pipeline/try-pages.ts');
  const { createRobotsGate } = await import('../../../pipeline/robots-gate.ts');
  const { spacingMs } = (await deps.loadSettings()).schedule;
  const known = new Map<string, Robots>();
  const robots: RobotsMemory = {
    find: async (origin) => known.get(origin) ?? null,
    keep: async (origin, learned) => void known.set(origin, learned),
  };
  const admits = createRobotsGate({ fetcher, robots, now: deps.now });
  const trying = { fetcher, admits, now: deps.now, rules: await deps.loadRules(), spacingMs };
  return (items) => tryPages(trying, items, count, deps.signal);
}

function toPageRow({ isTeaser, use, feedWords, words, url, message }: PageTrial): unknown[] {
  return [isTeaser ? 'yes' : 'no', use, feedWords, words, url, message];
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
