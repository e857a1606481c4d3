import { WiredeskError } from '../domain/errors.ts';
import type { NamedFeed } from '../domain/parsed-feed.ts';
import type { FeedAddress, FoundFeeds } from '../pipeline/find-feeds.ts';
import type { CliDeps } from './cli-deps.ts';

/** The feeds of the site at an address; none where the address is that of a feed, or nobody knows, as `note` says. */
export interface LookedFor {
  feeds: readonly NamedFeed[];
  note: string | null;
}

/** Looks what is at an address. @throws WiredeskError not-found where neither it nor its site is a feed. */
export async function lookForFeeds(deps: CliDeps, address: FeedAddress): Promise<LookedFor> {
  const found = await find(deps, address);
  switch (found.kind) {
    case 'feed':
      return { feeds: [], note: null };
    case 'site':
      return { feeds: found.feeds, note: null };
    case 'unreachable':
      return { feeds: [], note: `added without having seen it: ${found.message}` };
    case 'nothing':
      throw new WiredeskError('not-found', `${found.message}; --as-is adds it all the same`);
  }
}

async function find(deps: CliDeps, address: FeedAddress): Promise<FoundFeeds> {
  const { findFeeds } = await import('../pipeline/find-feeds.ts');
  const { parseFeed } = await import('../parse/parse-feed.ts');
  const { maxItems } = (await deps.loadSettings()).parse;
  const fetcher = await deps.openFetcher();
  try {
    const parse: Parameters<typeof findFeeds>[0]['parse'] = (body, about) =>
      parseFeed(body, { ...about, maxItems });
    return await findFeeds({ fetcher, parse }, address, deps.signal);
  } finally {
    await fetcher.close();
  }
}
