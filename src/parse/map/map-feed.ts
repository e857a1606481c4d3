import type { FeedFormat, FeedProblem, ParsedFeed } from '../../domain/parsed-feed.ts';
import type { CanonicalFeed, Fields } from '../canonical/read-canonical.ts';
import { assignKeys } from '../item-keys.ts';
import { readAuthors, readContributors, withAuthors } from './authors.ts';
import { readCategories } from './categories.ts';
import { readDeleted, readPaging } from './feed-history.ts';
import { firstText } from './field-text.ts';
import { readLicense } from './license.ts';
import { pageUrl, readLinks, relatedUrl } from './links.ts';
import { mapItem } from './map-item.ts';
import { readImages, readMedia } from './media.ts';
import { readPollingHints } from './polling-hints.ts';
import { readTimestamp } from './timestamps.ts';

/** What is known of a document beside its fields. */
export interface AboutFeed {
  format: FeedFormat;
  version: string | null;
  baseUrl: string | null;
  /** Those found so far; the mapping adds its own. */
  problems: FeedProblem[];
}

/** The one mapping from canonical fields to a ParsedFeed, for every XML format. */
export function mapFeed({ feed, items }: CanonicalFeed, about: AboutFeed): ParsedFeed {
  const { problems } = about;
  const baseUrl = about.baseUrl ?? ownAddress(feed);
  const links = readLinks(feed, baseUrl);
  const link = pageUrl(links);
  const base = link !== null && URL.canParse(link) ? link : baseUrl;
  const authors = readAuthors(feed, base);
  // RFC 4287 §4.2.1, and the authorship of microformats; RSS's editors write no items.
  const inherited = about.format === 'atom' || about.format === 'hfeed' ? authors : [];
  const mapped = items.map((item) => mapItem(item, base, problems));
  return {
    format: about.format,
    version: about.version,
    title: firstText(feed, 'title', 'alt-title'),
    link,
    description: firstText(feed, 'description', 'summary', 'alt-summary', 'media-summary'),
    language: readLanguage(feed),
    authors,
    rights: firstText(feed, 'rights'),
    published: readTimestamp(feed, ['published', 'dated', 'alt-published'], problems),
    updated: readTimestamp(feed, ['updated', 'alt-updated', 'dated'], problems),
    ...readPollingHints(feed),
    hub: relatedUrl(links, 'hub'),
    self: relatedUrl(links, 'self'),
    image: readImages(feed, [], readMedia(feed, base), base)[0] ?? null,
    categories: readCategories(feed),
    contributors: readContributors(feed, base),
    license: readLicense(feed, links, base),
    generator: firstText(feed, 'generator'),
    paging: readPaging(feed, links),
    deleted: readDeleted(feed, problems),
    items: assignKeys(withAuthors(mapped, inherited), problems),
    problems,
  };
}

/** Where the feed says that it is, for want of the address it came from. */
function ownAddress(feed: Fields): string | null {
  const self = relatedUrl(readLinks(feed, null), 'self');
  return self !== null && URL.canParse(self) ? self : null;
}

/** As given, if it can be a language tag at all. */
function readLanguage(feed: Fields): string | null {
  const tags = feed('language').map(({ text }) => text.replaceAll('_', '-'));
  return tags.find((tag) => /^[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}$/i.test(tag)) ?? null;
}
