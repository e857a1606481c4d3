import { Parser } from 'htmlparser2';
import type { NamedFeed } from '../../domain/parsed-feed.ts';
import { resolveUrl } from '../resolve-url.ts';

const maxNamedFeeds = 100;
const maxTitleChars = 300;

/** Types that nothing but feeds have, and those that feeds are sent with too (then the address has to look like one). */
const feedType =
  /^(?:application\/(?:rss|atom|rdf)\+xml|application\/feed\+json|text\/(?:rss|atom)(?:\+xml)?)/i;
const possibleType = /^(?:(?:application|text)\/xml|application\/json|application\/x\.atom\+xml)\s*(?:;|$)/i;

/** `/feed/`, `?format=rss`, `news.atom`, `rss-world.xml`, `feeds.example.com`; not `/how-to-feed-a-cat`. */
const feedAddress =
  /(?:^|[/?&=.])(?:rss2?|atom|feeds?|rdf)(?:$|[/?&#=])|(?:rss|atom|feed|rdf)[\w-]{0,40}\.(?:xml|json|php|aspx?|cfm)(?:$|[?#])|\.(?:rss|atom|rdf)(?:$|[?#])|\/\/(?:feeds?|rss)\./i;

/** A web page, as far as feeds go. */
export interface PageLinks {
  /** Those it names, each once: by `<link rel="alternate">`, then by links that look like one. */
  feeds: NamedFeed[];
  /** Whether a `<link rel="alternate">` is among them. */
  hasAlternate: boolean;
  /** What relative addresses are resolved against. */
  base: string | null;
  /** It is nested too deep to be read as a tree. */
  isTooDeep: boolean;
}

/** Finds the feeds that a web page names. */
export function readPageLinks(html: string, baseUrl: string | null): PageLinks {
  const { links, anchors, base, isTooDeep } = readLinks(html);
  const from = resolveUrl(base, baseUrl) ?? baseUrl;
  const feeds = new Map<string, NamedFeed>();
  for (const { href, title, type } of [...links, ...anchors]) {
    const url = resolveUrl(href, from);
    if (url !== null && !feeds.has(url) && feeds.size < maxNamedFeeds)
      feeds.set(url, { url, title: title.replace(/\s+/g, ' ').trim() || null, type });
  }
  return { feeds: [...feeds.values()], hasAlternate: links.length > 0, base: from, isTooDeep };
}

interface Found {
  links: PageLink[];
  anchors: PageLink[];
  base: string | null;
  isTooDeep: boolean;
}

interface PageLink {
  href: string;
  title: string;
  type: string | null;
}

/** The parser's time grows with the depth it is at; pages nested deeper are read no further. */
const maxDepth = 1_000;
const chunkChars = 16_384;

/** One pass without a tree. */
function readLinks(html: string): Found {
  const links: PageLink[] = [];
  const anchors: PageLink[] = [];
  let base: string | null = null;
  let open: PageLink | null = null;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (name === 'base') base ??= attributes['href'] ?? null;
        else if (name === 'link') links.push(...alternate(attributes));
        else if (name === 'a')
          open = { href: attributes['href'] ?? '', title: '', type: attributes['type'] ?? null };
      },
      ontext(text) {
        if (open !== null && open.title.length < maxTitleChars) open.title += text.slice(0, maxTitleChars);
      },
      onclosetag(name) {
        depth -= 1;
        if (name !== 'a' || open === null) return;
        if (isFeedAnchor(open)) anchors.push(open);
        open = null;
      },
    },
    { decodeEntities: true },
  );
  for (let at = 0; at < html.length && depth < maxDepth; at += chunkChars)
    parser.write(html.slice(at, at + chunkChars));
  const isTooDeep = depth >= maxDepth;
  parser.end();
  return { links, anchors, base, isTooDeep };
}

function alternate({ rel = '', href = '', type = '', title = '' }: Record<string, string>): PageLink[] {
  const relations = rel.toLowerCase().split(/\s+/);
  const isFeed =
    relations.includes('feed') ||
    (relations.includes('alternate') &&
      (feedType.test(type) || (possibleType.test(type) && looksLikeFeed(href))));
  return isFeed && href !== '' ? [{ href, title, type: type || null }] : [];
}

function isFeedAnchor({ href, type }: PageLink): boolean {
  if (/^(?:mailto|tel|javascript|data):/i.test(href)) return false;
  return feedType.test(type ?? '') || /^feed:/i.test(href) || looksLikeFeed(href);
}

/** WordPress and oEmbed offer JSON and XML of a page under the same relation and types. */
function looksLikeFeed(href: string): boolean {
  return feedAddress.test(href.slice(0, 2_000)) && !/wp-json|oembed|\/(?:share|intent|sharer)\b/i.test(href);
}
