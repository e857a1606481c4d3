import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { ParsedFeed } from '../../../domain/parsed-feed.ts';
import type { Fetcher } from '../../../fetch/fetcher.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { eachFeed } from '../../each-feed.ts';
import { fetchedOf, fetchFaultOf, isUrl } from '../../input/input-reader.ts';
import { outputOf } from '../../output.ts';
import { startProgress } from '../../progress.ts';
import { formatTable } from '../../table.ts';
import { requireFeed, withStore } from '../../with-store.ts';

/** What is needed to try a feed. */
interface Target {
  /** Its id in the store; null for an address that is not there. */
  id: string | null;
  url: string;
  headers: Record<string, string>;
}

/** How trying a feed ended. `fault` says what is wrong; null when items came out. */
interface Check {
  id: string | null;
  url: string;
  ok: boolean;
  format: string | null;
  title: string | null;
  items: number;
  /** When its newest item was published, ISO 8601 UTC. */
  newest: string | null;
  movedTo: string | null;
  problems: { code: string; message: string }[];
  fault: string | null;
}

const checksAtOnce = 16;
const headings = ['FEED', 'OK', 'FORMAT', 'ITEMS', 'NEWEST', 'URL', 'WHAT IS WRONG'];

/** `feeds check`: fetches and reads feeds now and stores nothing. */
export function addFeedsCheck(feeds: Command, deps: CliDeps): void {
  feeds
    .command('check')
    .description('fetch and read feeds now and say what comes out; nothing is stored')
    .argument('[feeds...]', 'ids, keys or addresses, also of feeds yet to be added (default: every feed)')
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
  const { maxItems } = (await deps.loadSettings()).parse;
  const fetcher = await deps.openFetcher();
  const progress = await startProgress(deps, 'checking feeds', targets.length);
  const checks: Check[] = [];
  const queue = targets.entries();
  const work = async () => {
    for (const [index, target] of queue) {
      checks[index] = await check(target, maxItems, fetcher, deps.signal);
      progress.advance();
    }
  };
  try {
    await Promise.all(Array.from({ length: checksAtOnce }, work));
    return checks;
  } finally {
    progress.stop();
    await fetcher.close();
  }
}

async function check(
  { id, url, headers }: Target,
  maxItems: number,
  fetcher: Fetcher,
  signal: AbortSignal,
): Promise<Check> {
  const { parseFeed } = await import('../../../parse/parse-feed.ts');
  const outcome = await fetcher.fetch(
    { url, headers, validators: { etag: null, lastModified: null } },
    signal,
  );
  signal.throwIfAborted();
  const movedTo = outcome.kind === 'moved' ? outcome.to : null;
  const answer = fetchedOf(outcome);
  if (!answer) return failed({ id, url, movedTo }, fetchFaultOf(outcome));
  const parsed = await parseFeed(answer.body, {
    contentType: answer.contentType,
    baseUrl: answer.url,
    maxItems,
  });
  if (parsed.kind === 'unreadable') return failed({ id, url, movedTo }, parsed.message);
  return succeeded({ id, url, movedTo }, parsed.feed);
}

type Checked = Pick<Check, 'id' | 'url' | 'movedTo'>;

function failed(checked: Checked, fault: string): Check {
  const nothing = { format: null, title: null, items: 0, newest: null, problems: [] };
  return { ...checked, ok: false, ...nothing, fault };
}

function succeeded(checked: Checked, { format, title, items, problems }: ParsedFeed): Check {
  const times = items.flatMap(({ published }) => published ?? []).toSorted();
  return {
    ...checked,
    ok: true,
    format,
    title,
    items: items.length,
    newest: times.at(-1) ?? null,
    problems,
    fault: null,
  };
}

function toRow({ id, url, ok, format, items, newest, movedTo, problems, fault }: Check): unknown[] {
  const remarks = [fault, movedTo && `moved to ${movedTo}`, ...problems.map(({ message }) => message)];
  return [id, ok ? 'yes' : 'NO', format, items, newest, url, remarks.filter(Boolean).join('; ')];
}
