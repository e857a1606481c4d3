import type { FeedProblem, ParseOutcome } from '../domain/parsed-feed.ts';
import { canonicalize } from './canonical/canonicalize.ts';
import { findFeedRoot } from './canonical/feed-root.ts';
import { readCanonical } from './canonical/read-canonical.ts';
import { decode } from './charset/decode.ts';
import { flagDates } from './flag-dates.ts';
import { readPageLinks } from './html/read-page-links.ts';
import { writeHFeed } from './html/write-h-feed.ts';
import { parseJsonFeed } from './json/parse-json-feed.ts';
import { mapFeed } from './map/map-feed.ts';
import { empty, notAFeed, tooLarge, unreadable } from './unreadable.ts';
import { expandEntities } from './xml/expand-entities.ts';
import { type RepairLimits, repairMarkup } from './xml/repair-markup.ts';
import { stripControls } from './xml/strip-controls.ts';
import { readXml } from './xml/xml-tree.ts';

export interface ParseOptions {
  /** The Content-Type header. */
  contentType: string | null;
  /** The address the bytes came from, absolute. */
  baseUrl: string | null;
  /** Longer documents are not read; 20 MB unless given. */
  maxBytes?: number;
  /** Further items are left out; 10,000 unless given. */
  maxItems?: number;
  /** Tags nested deeper are left out, their text is kept; 200 unless given. */
  maxDepth?: number;
  /** The present, by which dates in the future are told; the clock's unless given. */
  now?: Date;
}

const defaults = { maxBytes: 20_000_000, maxItems: 10_000, maxDepth: 200 };
const tagLimits = { maxTags: 1_500_000, maxTagChars: 1_000_000 };

/**
 * Reads RSS 0.9x/1.0/2.0, RDF, Atom 0.3/1.0, JSON Feed, CDF, news sitemaps and h-feed pages from whatever bytes came: decode, canonicalize, read, map.
 * Never rejects: what cannot be read is an outcome, what is damaged a problem.
 */
export async function parseFeed(bytes: Uint8Array, options: ParseOptions): Promise<ParseOutcome> {
  const { maxBytes, maxItems, maxDepth } = { ...defaults, ...options };
  if (bytes.byteLength > maxBytes) return tooLarge(bytes.byteLength, maxBytes);
  const { text, problems } = decode(bytes, options.contentType);
  const start = text.trimStart();
  if (start === '') return empty();
  const base = options.baseUrl !== null && URL.canParse(options.baseUrl) ? options.baseUrl : null;
  const read = { contentType: options.contentType, baseUrl: base, maxItems, maxDepth };
  const isJson = start.startsWith('{') || start.startsWith('[');
  const outcome = isJson ? parseJsonFeed(start, problems, read) : await parseXmlFeed(text, problems, read);
  if (outcome.kind === 'feed') flagDates(outcome.feed, options.now ?? new Date());
  return outcome;
}

interface ReadOptions {
  contentType: string | null;
  baseUrl: string | null;
  maxItems: number;
  maxDepth: number;
}

async function parseXmlFeed(
  text: string,
  decoding: FeedProblem[],
  options: ReadOptions,
): Promise<ParseOutcome> {
  const limits = { ...tagLimits, maxDepth: options.maxDepth };
  const clean = stripControls(text);
  const { text: markup, droppedTags } = repairMarkup(expandEntities(clean), limits);
  const root = findFeedRoot(readXml(markup));
  if (root === null) return (await parseHFeed(clean, decoding, options)) ?? notAFeed(text, options);
  const { xml, format, version, problems } = canonicalize(root, options.baseUrl, options.maxItems);
  const all = [...decoding, ...problems, ...(droppedTags > 0 ? [tagsLeftOut(droppedTags, limits)] : [])];
  const canonical = await readCanonical(xml).catch(() => null);
  if (canonical === null)
    return unreadable('malformed-xml', `the ${format} document cannot be read; check its source`);
  const feed = mapFeed(canonical, { format, version, baseUrl: options.baseUrl, problems: all });
  return { kind: 'feed', feed };
}

/** A page that is a feed itself (microformats2 h-feed). One that names feeds is no feed: those say more. */
async function parseHFeed(
  text: string,
  problems: FeedProblem[],
  { baseUrl, maxItems }: ReadOptions,
): Promise<ParseOutcome | null> {
  if (!/class\s{0,5}=[^>]{0,500}\bh-feed\b/i.test(text)) return null;
  const page = readPageLinks(text, baseUrl);
  const xml = page.hasAlternate || page.isTooDeep ? null : writeHFeed(text, page.base, maxItems);
  if (xml === null) return null;
  const about = { format: 'hfeed', version: null, baseUrl: page.base, problems } as const;
  return { kind: 'feed', feed: mapFeed(await readCanonical(xml), about) };
}

function tagsLeftOut(dropped: number, { maxDepth, maxTags }: RepairLimits): FeedProblem {
  const message = `${dropped} tags were left out: nested over ${maxDepth} deep, beyond the first ${maxTags}, or too long`;
  return { code: 'tags-left-out', message };
}
