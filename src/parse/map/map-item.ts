import type { FeedItem, FeedProblem } from '../../domain/parsed-feed.ts';
import type { Fields } from '../canonical/read-canonical.ts';
import type { KeylessItem } from '../item-keys.ts';
import { resolveUrl } from '../resolve-url.ts';
import { readAuthors, readContributors } from './authors.ts';
import { readCategories, readCategoryTerms } from './categories.ts';
import { firstText, oneLine, plainText } from './field-text.ts';
import { readBody } from './item-body.ts';
import { readLicense } from './license.ts';
import { type Link, pageUrl, readLinks, relatedUrl } from './links.ts';
import { readLocation } from './location.ts';
import { readEnclosures, readImages, readMedia } from './media.ts';
import { readCount } from './read-length.ts';
import { readTimestamp } from './timestamps.ts';

/** One canonical item as a FeedItem; `base` is what its relative addresses are resolved against. */
export function mapItem(item: Fields, base: string | null, problems: FeedProblem[]): KeylessItem {
  const links = readLinks(item, base);
  const media = readMedia(item, base);
  const about = relatedUrl(links, 'about');
  return {
    id: readId(item) ?? about,
    // FeedBurner's links lead through its counters; it names where they lead.
    url:
      relatedUrl(links, 'original') ??
      pageUrl(links) ??
      permalink(item, base) ??
      about ??
      relatedUrl(links, 'content'),
    title: firstText(item, 'title', 'alt-title'),
    authors: readAuthors(item, base),
    published: readTimestamp(item, ['published', 'dated', 'alt-published'], problems),
    updated: readTimestamp(item, ['updated', 'alt-updated', 'dated'], problems),
    ...readBody(item),
    categories: readCategories(item),
    enclosures: readEnclosures(links, media),
    images: readImages(item, links, media, base),
    comments: readComments(item, links, base),
    rights: firstText(item, 'rights'),
    source: readSource(item, base),
    contributors: readContributors(item, base),
    categoryTerms: readCategoryTerms(item),
    media,
    location: readLocation(item),
    commentCount: readCount(item('comment-count')[0]?.text ?? null),
    license: readLicense(item, links, base),
  };
}

/** The page of an item's comments, not their feed, which `replies` without a type means (RFC 4685 §3). */
function readComments(item: Fields, links: Link[], base: string | null): string | null {
  const named = item('comments').find(({ text }) => /^\S+$/.test(text));
  const replies = links.find(({ rel, type }) => rel === 'replies' && /html/i.test(type ?? ''));
  return resolveUrl(named?.text, named?.attribute('base') ?? base) ?? replies?.url ?? null;
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
  if (guid === undefined) return null;
  const isRelative = guid.attribute('permalink')?.toLowerCase() === 'true' && /^\/[^\s]/.test(guid.text);
  return isRelative || /^https?:\/\/\S+$/i.test(guid.text) ? resolveUrl(guid.text, base) : null;
}

function readSource(item: Fields, base: string | null): FeedItem['source'] {
  const field = item('source')[0];
  if (field === undefined) return null;
  const text = plainText(field);
  // Dublin Core's source is often an address.
  const isAddress = text !== null && /^https?:\/\/\S+$/i.test(text);
  const url = resolveUrl(
    field.attribute('url') ?? (isAddress ? text : null),
    field.attribute('base') ?? base,
  );
  const title = isAddress ? null : text;
  return title === null && url === null ? null : { title, url };
}
