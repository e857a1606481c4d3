import type { FeedItem, FeedProblem } from '../../domain/parsed-feed.ts';
import type { Fields } from '../canonical/read-canonical.ts';
import type { KeylessItem } from '../item-keys.ts';
import { resolveUrl } from '../resolve-url.ts';
import { readAuthors } from './authors.ts';
import { firstText, oneLine, plainText } from './field-text.ts';
import { readBody } from './item-body.ts';
import { pageUrl, readEnclosures, readImages, readLinks, relatedUrl } from './links.ts';
import { readTimestamp } from './timestamps.ts';

const maxCategories = 200;

/** One canonical item as a FeedItem; `base` is what its relative addresses are resolved against. */
export function mapItem(item: Fields, base: string | null, problems: FeedProblem[]): KeylessItem {
  const links = readLinks(item, base);
  return {
    id: readId(item),
    url: pageUrl(links) ?? permalink(item, base) ?? relatedUrl(links, 'about'),
    title: firstText(item, 'title', 'alt-title'),
    authors: readAuthors(item, base),
    published: readTimestamp(item, 'published', problems),
    updated: readTimestamp(item, 'updated', problems),
    ...readBody(item),
    categories: readCategories(item),
    enclosures: readEnclosures(item, links, base),
    images: readImages(item, base),
    comments: resolveUrl(item('comments')[0]?.text, base) ?? relatedUrl(links, 'replies'),
    rights: firstText(item, 'rights'),
    source: readSource(item, base),
  };
}

/** True for an item that says nothing at all (`<item/>`). */
export function isBlank({ id, url, title, summary, contentHtml, enclosures }: KeylessItem): boolean {
  return !id && !url && !title && !summary && !contentHtml && enclosures.length === 0;
}

function readId(item: Fields): string | null {
  return (
    item('id')
      .map(({ text }) => oneLine(text))
      .find((id) => id !== null) ?? null
  );
}

/** A guid is an address unless it says that it is not (RSS 2.0); one that looks like none is none. */
function permalink(item: Fields, base: string | null): string | null {
  const guid = item('id').find((id) => id.attribute('permalink')?.toLowerCase() !== 'false');
  return guid !== undefined && /^https?:\/\/\S+$/i.test(guid.text) ? resolveUrl(guid.text, base) : null;
}

function readCategories(item: Fields): string[] {
  const names = item('category').map(plainText);
  return [...new Set(names.filter((name) => name !== null))].slice(0, maxCategories);
}

function readSource(item: Fields, base: string | null): FeedItem['source'] {
  const field = item('source')[0];
  if (field === undefined) return null;
  const text = oneLine(field.text);
  // Dublin Core's source is often an address.
  const isAddress = text !== null && /^https?:\/\/\S+$/i.test(text);
  const url = resolveUrl(
    field.attribute('url') ?? (isAddress ? text : null),
    field.attribute('base') ?? base,
  );
  const title = isAddress ? null : text;
  return title === null && url === null ? null : { title, url };
}
