import { WiredeskError } from '../domain/errors.ts';
import type { NamedFeed } from '../domain/parsed-feed.ts';
import { type FeedAddress, type FindFeedsDeps, findFeeds } from '../pipeline/find-feeds.ts';

/** Finds feeds for a request, which somebody waits for. */
export type Discover = (address: FeedAddress) => Promise<readonly NamedFeed[]>;

/** Less than a request may take. */
const timeoutMs = 25_000;

/**
 * Finds the feeds of the site at an address; the address of a feed is that feed alone.
 * @throws WiredeskError unreadable-feed where there is none, fetch-failed where nobody knows.
 */
export function createDiscover(deps: FindFeedsDeps): Discover {
  return async (address) => {
    const found = await findFeeds(deps, address, AbortSignal.timeout(timeoutMs)).catch((error: unknown) => {
      if (!isTimeout(error)) throw error;
      throw new WiredeskError('fetch-failed', `${address.url} did not answer within ${timeoutMs / 1000} s`);
    });
    switch (found.kind) {
      case 'feed':
        return [{ url: address.url, title: found.feed.title, type: null }];
      case 'site':
        return found.feeds;
      case 'nothing':
        throw new WiredeskError('unreadable-feed', found.message);
      case 'unreachable':
        throw new WiredeskError('fetch-failed', found.message);
    }
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
