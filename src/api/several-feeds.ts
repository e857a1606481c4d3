import { WiredeskError } from '../domain/errors.ts';
import type { NamedFeed } from '../domain/parsed-feed.ts';

/** `several-feeds`: a site has more than one, and somebody has to choose. */
export class SeveralFeeds extends WiredeskError {
  readonly feeds: readonly NamedFeed[];

  constructor(url: string, feeds: readonly NamedFeed[]) {
    super('several-feeds', `${url} has ${feeds.length} feeds; add those you want by their own url`);
    this.feeds = feeds;
  }
}
