import type { UnreadableFeed } from '../domain/parsed-feed.ts';
import { readPageLinks } from './html/read-page-links.ts';
import { stripControls } from './xml/strip-controls.ts';

/** How much of a document is looked at to say what it is, in characters. */
const lookedAtChars = 100_000;

/** Scripts may stand before and a whole front page between the links to feeds; in characters. */
const searchedChars = 2_000_000;

/** More feeds are not listed in a message. */
const maxListedFeeds = 5;

export function unreadable(
  code: Exclude<UnreadableFeed['code'], 'html-page'>,
  message: string,
): UnreadableFeed {
  return { kind: 'unreadable', code, message };
}

export function tooLarge(bytes: number, maxBytes: number): UnreadableFeed {
  return unreadable(
    'too-large',
    `the document is ${bytes} bytes; the limit is ${maxBytes}; raise it or ask for fewer items`,
  );
}

export function empty(): UnreadableFeed {
  return unreadable('empty', 'the document is empty; check the address in a browser');
}

/** Says what a text without a feed in it looks like, and what to do about it. */
export function notAFeed(
  text: string,
  { contentType, baseUrl }: { contentType: string | null; baseUrl: string | null },
): UnreadableFeed {
  const head = text.slice(0, lookedAtChars);
  if (/<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]/i.test(head)) return htmlPage(text, baseUrl);
  const binary = binaryKind(text);
  if (binary !== null)
    return unreadable('not-a-feed', `the document is ${binary}, not a feed; check the address`);
  const root = /<([a-z_][\w.:-]{0,60})[\s/>]/i.exec(head)?.[1];
  if (root !== undefined)
    return unreadable('not-a-feed', `the document is ${xmlKind(root)}, not a feed; ${wayOut(root)}`);
  if (head.trimStart().startsWith('<')) {
    return unreadable(
      'malformed-xml',
      'the document starts like XML, but holds no element that could be read; check its source',
    );
  }
  const declared = contentType === null ? '' : ` (sent as ${contentType.slice(0, 60)})`;
  const shown = JSON.stringify(text.trim().slice(0, 60));
  return unreadable(
    'not-a-feed',
    `the document is plain text${declared} starting ${shown}, not a feed; check the address`,
  );
}

function htmlPage(text: string, baseUrl: string | null): UnreadableFeed {
  const { feeds } = readPageLinks(stripControls(text.slice(0, searchedChars)), baseUrl);
  const listed = feeds.slice(0, maxListedFeeds).map(({ url }) => url.slice(0, 300));
  const others = feeds.length > listed.length ? ` and ${feeds.length - listed.length} others` : '';
  const advice =
    feeds.length > 0
      ? `it links to ${listed.join(', ')}${others}; use that`
      : 'it links to no feed; look for one on the site';
  return {
    kind: 'unreadable',
    code: 'html-page',
    message: `the document is an HTML page, not a feed; ${advice}`,
    feeds,
  };
}

function xmlKind(root: string): string {
  const local = root.slice(root.indexOf(':') + 1).toLowerCase();
  const known: Record<string, string> = {
    opml: 'an OPML list of feeds',
    urlset: 'an XML sitemap',
    sitemapindex: 'an index of XML sitemaps',
    error: 'an error message in XML',
    svg: 'an SVG picture',
    opensearchdescription: 'an OpenSearch description',
  };
  return Object.hasOwn(known, local) ? (known[local] ?? '') : `XML with the root element <${root}>`;
}

function wayOut(root: string): string {
  return root.toLowerCase() === 'opml' ? 'import it as a list of feeds instead' : 'check the address';
}

function binaryKind(text: string): string | null {
  if (text.startsWith('%PDF-')) return 'a PDF file';
  if (text.startsWith('PK\u0003\u0004')) return 'a ZIP archive';
  if (text.startsWith('\u001f\u2039') || text.startsWith('\u001f\ufffd') || text.startsWith('\u001f\u008b'))
    return 'gzip data';
  if (text.startsWith('GIF8') || text.slice(1, 4) === 'PNG' || text.slice(6, 10) === 'JFIF')
    return 'a picture';
  return text.slice(0, 1000).includes('\u0000') ? 'binary data' : null;
}
