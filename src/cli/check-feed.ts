import type { FeedItem, ParsedFeed } from '../domain/parsed-feed.ts';
import { fetchedOf, fetchFaultOf } from '../fetch/fetched-of.ts';
import { type FindFeedsDeps, feedsOfPage } from '../pipeline/find-feeds.ts';
import type { PageTrial } from '../pipeline/try-pages.ts';

/** What is needed to try a feed. */
export interface Target {
  /** Its id in the store; null for an address that is not there. */
  id: string | null;
  url: string;
  headers: Record<string, string>;
}

/** How trying a feed ended. `fault` says what is wrong; null when items came out. */
export interface Check {
  id: string | null;
  url: string;
  /** The page that led to it; null for a feed that was asked for. */
  foundOn: string | null;
  ok: boolean;
  format: string | null;
  title: string | null;
  items: number;
  /** When its newest item was published, ISO 8601 UTC. */
  newest: string | null;
  movedTo: string | null;
  problems: { code: string; message: string }[];
  fault: string | null;
  /** What the pages of its items would bring, as far as they were tried. */
  pages: PageTrial[];
}

export interface CheckFeedDeps extends FindFeedsDeps {
  /** Tries pages of a feed's items, or none. */
  tryPages: (items: readonly FeedItem[]) => Promise<PageTrial[]>;
}

/** Fetches and reads a feed. Where a new address is that of a web page, the feeds of its site are checked in its place. */
export async function checkFeed(
  deps: CheckFeedDeps,
  target: Target,
  signal: AbortSignal,
  foundOn: string | null = null,
): Promise<Check[]> {
  const { id, url, headers } = target;
  const outcome = await deps.fetcher.fetch(
    { url, headers, validators: { etag: null, lastModified: null } },
    signal,
  );
  signal.throwIfAborted();
  const checked = { id, url, foundOn, movedTo: outcome.kind === 'moved' ? outcome.to : null };
  const answer = fetchedOf(outcome);
  if (!answer) return [failed(checked, fetchFaultOf(outcome))];
  const parsed = await deps.parse(answer.body, { contentType: answer.contentType, baseUrl: answer.url });
  if (parsed.kind === 'feed')
    return [succeeded(checked, parsed.feed, await deps.tryPages(parsed.feed.items))];
  if (parsed.code !== 'html-page' || id !== null || foundOn !== null)
    return [failed(checked, parsed.message)];
  const feeds = await feedsOfPage(deps, { url: answer.url, headers: {}, feeds: parsed.feeds }, signal);
  if (feeds.length === 0) return [failed(checked, parsed.message)];
  const checks: Check[] = [];
  for (const feed of feeds)
    checks.push(...(await checkFeed(deps, { id, url: feed.url, headers: {} }, signal, url)));
  return checks;
}

type Checked = Pick<Check, 'id' | 'url' | 'foundOn' | 'movedTo'>;

function failed(checked: Checked, fault: string): Check {
  const nothing = { format: null, title: null, items: 0, newest: null, problems: [], pages: [] };
  return { ...checked, ok: false, ...nothing, fault };
}

function succeeded(
  checked: Checked,
  { format, title, items, problems }: ParsedFeed,
  pages: PageTrial[],
): Check {
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
    pages,
  };
}
