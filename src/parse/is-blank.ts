import type { FeedItem } from '../domain/parsed-feed.ts';

/** True for an item with nothing to read, see, hear or follow: no article could be made of it. */
export function isBlank({ title, url, summary, contentHtml, enclosures, images, media }: FeedItem): boolean {
  return (
    [title, url, summary, contentHtml].every((text) => text === null) &&
    [enclosures, images, media].every((list) => list.length === 0)
  );
}
