import { hideHeaders } from '../config/written-feed.ts';
import type { Feed } from '../domain/feed.ts';

/** A feed as commands print it: header values may be secrets and are not shown. */
export function shownFeed(feed: Feed): Feed {
  return { ...feed, headers: hideHeaders(feed.headers) };
}
