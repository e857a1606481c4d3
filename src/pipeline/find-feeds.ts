import type { Fetched } from '../domain/fetch-outcome.ts';
import type { NamedFeed, ParsedFeed, ParseOutcome } from '../domain/parsed-feed.ts';
import { fetchedOf, fetchFaultOf } from '../fetch/fetched-of.ts';
import type { Fetcher } from '../fetch/fetcher.ts';

export interface FindFeedsDeps {
  fetcher: Pick<Fetcher, 'fetch'>;
  parse: (body: Uint8Array, about: { contentType: string | null; baseUrl: string }) => Promise<ParseOutcome>;
}

/**
 * What an address leads to. `feed`: it is one. `site`: a web page; the feeds that it names, or else the one that was found
 * at a usual address. `nothing`: neither. `unreachable`: nobody knows, it could not be fetched.
 */
export type FoundFeeds =
  | { kind: 'feed'; feed: ParsedFeed }
  | { kind: 'site'; feeds: [NamedFeed, ...NamedFeed[]] }
  | { kind: 'nothing'; message: string }
  | { kind: 'unreachable'; message: string };

/** An address, and what is sent to its origin alone. */
export interface FeedAddress {
  url: string;
  headers: Readonly<Record<string, string>>;
}

/** Where feeds of sites that name none mostly are, beside the page and at the root of its host. */
const usualPaths = ['feed', 'rss', 'rss.xml', 'atom.xml', 'feed.xml', 'index.xml', 'feed.json'];

/** Finds the feeds of a site by the address of one of its pages; the address of a feed is that feed. */
export async function findFeeds(
  deps: FindFeedsDeps,
  { url, headers }: FeedAddress,
  signal: AbortSignal,
): Promise<FoundFeeds> {
  const page = await look(deps, { url, headers }, signal);
  if (typeof page === 'string') return { kind: 'unreachable', message: page };
  if (page.kind === 'feed') return { kind: 'feed', feed: page.feed };
  if (page.code !== 'html-page') return { kind: 'nothing', message: page.message };
  // Headers may be secrets, and a redirect may have led to somebody else.
  const isHome = new URL(page.url).origin === new URL(url).origin;
  const feeds = await feedsOfPage(deps, { ...page, headers: isHome ? headers : {} }, signal);
  const [first, ...others] = feeds;
  if (first) return { kind: 'site', feeds: [first, ...others] };
  const message = `${page.url} is a web page that names no feed, and there is none at ${usualPaths.join(', ')}`;
  return { kind: 'nothing', message };
}

/** The feeds that a web page names; where it names none, the first that stands at a usual address. */
export async function feedsOfPage(
  deps: FindFeedsDeps,
  page: FeedAddress & { feeds: readonly NamedFeed[] },
  signal: AbortSignal,
): Promise<NamedFeed[]> {
  const named = page.feeds.filter((feed) => /^https?:/.test(feed.url));
  if (named.length > 0) return named;
  const guessed = await tryUsualPaths(deps, page, signal);
  return guessed ? [guessed] : [];
}

/** One after another, and no more once one is a feed: each is a request that nobody invited. */
async function tryUsualPaths(
  deps: FindFeedsDeps,
  page: FeedAddress,
  signal: AbortSignal,
): Promise<NamedFeed | null> {
  for (const url of usualAddresses(page.url)) {
    const found = await look(deps, { ...page, url }, signal);
    if (typeof found !== 'string' && found.kind === 'feed')
      return { url: found.url, title: found.feed.title, type: found.contentType };
  }
  return null;
}

function usualAddresses(pageUrl: string): string[] {
  const { pathname } = new URL(pageUrl);
  const isFile = /\.\w+$/.test(pathname);
  const folder = isFile || pathname.endsWith('/') ? '.' : `${pathname}/`;
  const bases = [new URL(folder, pageUrl), new URL('/', pageUrl)];
  return [...new Set(bases.flatMap((base) => usualPaths.map((path) => new URL(path, base).href)))];
}

type Looked = ParseOutcome & Pick<Fetched, 'url' | 'contentType'>;

/** What stands at an address, or why that is not known. */
async function look(
  { fetcher, parse }: FindFeedsDeps,
  { url, headers }: FeedAddress,
  signal: AbortSignal,
): Promise<Looked | string> {
  const outcome = await fetcher.fetch(
    { url, headers, validators: { etag: null, lastModified: null } },
    signal,
  );
  signal.throwIfAborted();
  const answer = fetchedOf(outcome);
  if (!answer) return fetchFaultOf(outcome);
  const { contentType } = answer;
  const parsed = await parse(answer.body, { contentType, baseUrl: answer.url });
  return { ...parsed, url: answer.url, contentType };
}
