import { WiredeskError } from '../domain/errors.ts';
import type { Feed } from '../domain/feed.ts';
import type { Db } from '../store/db.ts';
import { findFeedById } from '../store/feeds.ts';

/** The feed with this id; a key that looks like it is another feed's. @throws WiredeskError not-found */
export async function needFeed(db: Db, id: string): Promise<Feed> {
  const feed = await findFeedById(db, id);
  if (!feed) throw noFeed(id);
  return feed;
}

/** The feed with this id, where operators may change it. @throws WiredeskError not-found, conflict */
export async function needOperatorsFeed(db: Db, id: string): Promise<Feed> {
  const feed = await needFeed(db, id);
  if (feed.origin === 'operator') return feed;
  throw new WiredeskError(
    'conflict',
    `feed ${id} (${feed.key}) is one of config/feeds.yaml; change it there and apply the file`,
  );
}

/** The error of an id that no feed has. */
export function noFeed(id: string): WiredeskError {
  return new WiredeskError('not-found', `there is no feed ${id}`);
}
