import { type CheerioAPI, load } from 'cheerio';
import { WiredeskError } from '../../domain/errors.ts';

/** A feed as an OPML file lists it, unchecked. */
export interface OpmlEntry {
  /** Its place among the feeds of the file, from 1. */
  number: number;
  /** Where it starts, from 1. */
  line: number;
  /** Null where it is meant as a feed, but has no address of one. */
  url: string | null;
  /** The address of the site. */
  site: string | null;
  outlet: string | null;
  section: string | null;
  language: string | null;
}

const maxChars = 16 * 1_048_576;
const maxFeeds = 100_000;
/** Longer than any address or name that a feed may have. */
const maxAttributeLength = 5000;
const languageTag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i;

type Outline = Extract<ReturnType<CheerioAPI>[number], { attribs: unknown }>;

/**
 * The feeds of an OPML file of any version, however well formed; the innermost folder is the section.
 * @throws WiredeskError invalid-opml when it holds no outline at all, or more than 100,000 feeds or 16 Mi characters.
 */
export function readOpml(xml: string): OpmlEntry[] {
  if (xml.length > maxChars)
    throw new WiredeskError('invalid-opml', `this has ${xml.length} characters; the limit is ${maxChars}`);
  const $ = load(xml, {
    xml: { withStartIndices: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  });
  const outlines = outlinesBelow($.root()[0]);
  if (outlines.length === 0)
    throw new WiredeskError('invalid-opml', 'this is no OPML: it has no outline element');
  const feeds = outlines.filter((outline) => feedUrl(outline) !== null || isMeantAsFeed(outline));
  if (feeds.length > maxFeeds)
    throw new WiredeskError('invalid-opml', `${feeds.length} feeds; the limit is ${maxFeeds}`);
  const lineAt = lineCounter(xml);
  return feeds.map((outline, index) => ({
    number: index + 1,
    line: lineAt(outline.startIndex ?? 0),
    url: feedUrl(outline),
    site: attribute(outline, 'htmlurl'),
    outlet: nameOf(outline),
    section: folderOf(outline) ?? categoryOf(outline),
    language: languageOf(outline),
  }));
}

/** In the order of the file. Selectors would take time with the square of the depth. */
function outlinesBelow(root: unknown): Outline[] {
  const found: Outline[] = [];
  const open = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (isOutline(node)) found.push(node);
    if (hasChildren(node))
      for (let index = node.children.length - 1; index >= 0; index -= 1) open.push(node.children[index]);
  }
  return found;
}

function hasChildren(node: unknown): node is { children: unknown[] } {
  return typeof node === 'object' && node !== null && 'children' in node && Array.isArray(node.children);
}

/** Feed readers also write feed:https://… and feed://…, which mean the address without it. */
function feedUrl(outline: Outline): string | null {
  const url =
    attribute(outline, 'xmlurl') ?? (attribute(outline, 'type') === 'rss' ? attribute(outline, 'url') : null);
  return url?.replace(/^feed:(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://') ?? null;
}

/** Folders have neither; links and inclusions (OPML 2.0) have another type. */
function isMeantAsFeed(outline: Outline): boolean {
  const type = attribute(outline, 'type')?.toLowerCase();
  return (
    /^(?:rss|atom|feed)$/.test(type ?? '') || (type === undefined && attribute(outline, 'htmlurl') !== null)
  );
}

function nameOf(outline: Outline): string | null {
  return attribute(outline, 'text') ?? attribute(outline, 'title');
}

/** The folder a feed lies in. One that is a feed itself is none. */
function folderOf(outline: Outline): string | null {
  const { parent } = outline;
  if (!isOutline(parent) || feedUrl(parent) !== null) return null;
  return nameOf(parent);
}

/** OPML 2.0: categories are paths, separated by commas. */
function categoryOf(outline: Outline): string | null {
  const [first = ''] = (attribute(outline, 'category') ?? '').split(',');
  return first.split('/').filter(Boolean).at(-1)?.trim() || null;
}

function languageOf(outline: Outline): string | null {
  const tag = attribute(outline, 'language');
  return tag !== null && languageTag.test(tag) ? tag : null;
}

function attribute(outline: Outline, name: string): string | null {
  const value = outline.attribs[name]?.slice(0, maxAttributeLength).replace(/\s+/g, ' ').trim();
  return value || null;
}

function isOutline(node: unknown): node is Outline {
  return typeof node === 'object' && node !== null && 'name' in node && node.name === 'outline';
}

/** Lines of ascending offsets, found in one pass over the text. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let position = 0;
  return (offset) => {
    for (;;) {
      const next = text.indexOf('\n', position);
      if (next === -1 || next >= offset) return line;
      line += 1;
      position = next + 1;
    }
  };
}
