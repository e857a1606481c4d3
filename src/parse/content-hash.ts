import { createHash } from 'node:crypto';
import type { FeedItem } from '../domain/parsed-feed.ts';

/**
 * A fingerprint of what a reader would notice of an item: SHA-256 in hex. The order of categories, enclosures and images
 * makes no difference, nor do white space, `updated`, `comments` and `id`: many feeds touch those at every poll.
 */
export function contentHash(item: FeedItem): string {
  const noticed = [
    fold(item.title),
    item.url,
    item.authors.map(({ name, email, url }) => [name, email, url]),
    fold(item.summary),
    fold(item.contentHtml),
    item.published,
    item.rights,
    item.source && [item.source.title, item.source.url],
    item.categories.toSorted(),
    item.enclosures.map(({ url, type, length }) => JSON.stringify([url, type, length])).toSorted(),
    item.images.toSorted(),
    ...(item.status === undefined ? [] : [item.status]),
  ];
  return createHash('sha256').update(JSON.stringify(noticed)).digest('hex');
}

function fold(text: string | null): string | null {
  if (text === null) return null;
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text.trim();
}
