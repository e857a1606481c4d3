import type { PublishStatus } from './kill.ts';

/** A person or organization as a feed names it. At least one field is set. */
export interface FeedAuthor {
  name: string | null;
  email: string | null;
  url: string | null;
}

/** A file attached to an item (RSS 2.0 enclosure, Atom rel=enclosure, JSON Feed attachment). */
export interface Enclosure {
  url: string;
  /** Media type as given, e.g. `audio/mpeg`. */
  type: string | null;
  /** Size in bytes as given. */
  length: number | null;
}

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json' | 'cdf' | 'sitemap' | 'hfeed';

/** A picture, film or recording of an item (Media RSS, content that stands elsewhere). */
export interface MediaObject {
  url: string;
  type: string | null;
  /** `image`, `audio`, `video`, `document` or `executable`, as given or by its type. */
  medium: string | null;
  width: number | null;
  height: number | null;
  /** Size in bytes as given. */
  length: number | null;
  title: string | null;
  description: string | null;
  credit: string | null;
}

/** A category with the scheme that its term is of. */
export interface CategoryTerm {
  term: string;
  scheme: string;
}

/** Where an item plays (GeoRSS, W3C Basic Geo): degrees in WGS 84. */
export interface FeedLocation {
  latitude: number;
  longitude: number;
}

/** An entry that was taken back (RFC 6721). */
export interface DeletedEntry {
  /** The id of the entry. */
  id: string;
  deletedAt: string | null;
  comment: string | null;
}

/** Which part of a feed this document is (RFC 5005). */
export interface FeedPaging {
  /** True where the feed has no entries but those here. */
  complete: boolean;
  /** True where the document is an archive that does not change any more. */
  archive: boolean;
  next: string | null;
  prevArchive: string | null;
}

/**
 * One entry as its feed gave it. Text fields are text (no markup, entities decoded); `contentHtml` and
 * `summary` are HTML where the feed sent HTML. Times are ISO 8601 UTC. URLs are absolute where a base is known.
 */
export interface FeedItem {
  /** Stable within its feed: guid, else link, else a hash of what the item says. */
  key: string;
  /** The guid, atom:id or JSON id as given. */
  id: string | null;
  url: string | null;
  title: string | null;
  authors: FeedAuthor[];
  published: string | null;
  updated: string | null;
  summary: string | null;
  contentHtml: string | null;
  categories: string[];
  enclosures: Enclosure[];
  images: string[];
  comments: string | null;
  rights: string | null;
  /** The feed or site the item was taken from (RSS source, atom:source). */
  source: { title: string | null; url: string | null } | null;
  contributors: FeedAuthor[];
  /** Those of `categories` that name a scheme. */
  categoryTerms: CategoryTerm[];
  media: MediaObject[];
  location: FeedLocation | null;
  /** How many comments there are (slash:comments, thr:total). */
  commentCount: number | null;
  /** The address of a licence (Creative Commons, rel=license). */
  license: string | null;
  /** What the feed says of the item's use (IPTC ninjs); absent where it says nothing, as almost all do. */
  status?: PublishStatus | undefined;
}

/** Something wrong in a feed that could still be read. */
export interface FeedProblem {
  code: string;
  message: string;
}

/** A feed in the one shape every format is read into. */
export interface ParsedFeed {
  format: FeedFormat;
  /** As the document names it: `2.0`, `1.0`, `1.1`; null where it names none. */
  version: string | null;
  title: string | null;
  link: string | null;
  description: string | null;
  language: string | null;
  authors: FeedAuthor[];
  rights: string | null;
  published: string | null;
  updated: string | null;
  /** Minutes between polls the publisher asks for (RSS ttl, sy:updatePeriod). */
  ttlMinutes: number | null;
  /** Hours of the day, 0–23 UTC, in which the publisher asks not to be polled. */
  skipHours: number[];
  /** Days, 0 (Sunday)–6, in which the publisher asks not to be polled. */
  skipDays: number[];
  /** WebSub hub. */
  hub: string | null;
  self: string | null;
  image: string | null;
  categories: string[];
  contributors: FeedAuthor[];
  license: string | null;
  generator: string | null;
  paging: FeedPaging;
  deleted: DeletedEntry[];
  items: FeedItem[];
  problems: FeedProblem[];
}

/** A feed that a web page names. */
export interface NamedFeed {
  /** Absolute where the page's own address is known. */
  url: string;
  title: string | null;
  /** Media type as given, e.g. `application/rss+xml`. */
  type: string | null;
}

/** The bytes are no feed. `message` says what they look like instead; a web page comes with the feeds it names. */
export type UnreadableFeed = { kind: 'unreadable'; message: string } & (
  | { code: 'empty' | 'not-a-feed' | 'malformed-xml' | 'malformed-json' }
  /** Beyond a limit: the document's size, the time or the memory that reading it takes. */
  | { code: 'too-large' | 'too-slow' | 'too-much-memory' }
  | { code: 'html-page'; feeds: NamedFeed[] }
);

export type ParseOutcome = { kind: 'feed'; feed: ParsedFeed } | UnreadableFeed;
