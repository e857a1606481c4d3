import type { FeedFormat, FeedProblem } from '../../domain/parsed-feed.ts';
import { nameOf, scopeInside } from '../xml/namespaces.ts';
import { attributeOf, elementsOf, isElement, textOf, type XmlElement } from '../xml/xml-tree.ts';
import { baseInside } from './base-address.ts';
import { CanonicalWriter } from './canonical-writer.ts';
import type { Context } from './context.ts';
import { type FeedRoot, isItemName } from './feed-root.ts';
import { writeField } from './write-field.ts';

/** The one form every XML feed is brought into, for rss-parser to read. */
export interface CanonicalDocument {
  format: FeedFormat;
  version: string | null;
  xml: string;
  problems: FeedProblem[];
}

/** Elements of one item that are read; real items have some thirty, with media groups some hundred. */
const maxItemElements = 2_000;

/** Rewrites a feed of any XML format as a canonical document. Elements that say nothing to us are left out. */
export function canonicalize(root: FeedRoot, baseUrl: string | null, maxItems: number): CanonicalDocument {
  const run: Run = {
    writer: new CanonicalWriter(),
    maxItems,
    items: 0,
    leftOut: 0,
    elementsLeftOut: 0,
  };
  const context: Context = { scope: new Map(), base: null, documentUrl: baseUrl, native: root.native };
  const problems: FeedProblem[] = [];
  if (root.isItem) writeItem(run, root.element, context);
  else writeFeed(run, root.element, context);
  if (run.leftOut > 0) {
    const message = `${run.leftOut} items were left out; a feed may have ${maxItems}`;
    problems.push({ code: 'too-many-items', message });
  }
  if (run.elementsLeftOut > 0) {
    const message = `${run.elementsLeftOut} elements were left out; an item may have ${maxItemElements}`;
    problems.push({ code: 'too-many-elements', message });
  }
  return { format: root.format, version: root.version, xml: run.writer.finish(), problems };
}

interface Run {
  writer: CanonicalWriter;
  maxItems: number;
  items: number;
  leftOut: number;
  elementsLeftOut: number;
}

/**
 * The root's and its channel's own fields, and the items wherever they stand: beside the channel (RDF), in it, or in
 * channels that are parts of it (CDF) and give nothing but their items.
 */
function writeFeed(run: Run, element: XmlElement, outer: Context, isPart = false): void {
  const context = inside(element, outer);
  const language = attributeOf(element, 'xml:lang');
  const isCdf = context.native === 'cdf';
  if (isCdf && !isPart) writeCdfAttributes(run.writer, element, context);
  for (const child of elementsOf(element)) {
    const kind = kindOf(child, context);
    if (kind === 'item') writeItem(run, child, context);
    else if (kind === 'channel') writeFeed(run, child, context, isCdf);
    else if (!isPart) writeField(run.writer, child, context);
  }
  if (language !== null) run.writer.field('language', language);
}

function writeItem(run: Run, element: XmlElement, outer: Context): void {
  if (!saysAnything(element)) return;
  if (run.items >= run.maxItems) {
    run.leftOut += 1;
    return;
  }
  run.items += 1;
  const context = inside(element, outer);
  run.writer.openItem();
  if (context.native === 'cdf') writeCdfAttributes(run.writer, element, context);
  const children = elementsOf(element);
  run.elementsLeftOut += Math.max(0, children.length - maxItemElements);
  for (const child of children.slice(0, maxItemElements)) {
    writeField(run.writer, child, context);
  }
  const about = attributeOf(element, 'rdf:about');
  if (about !== null) run.writer.field('link', '', { href: about, rel: 'about', base: context.base });
  run.writer.closeItem();
}

/** False for `<item/>`, `<entry><title/></entry>` and the like. */
function saysAnything(element: XmlElement): boolean {
  if (Object.keys(element.attribs).length > 0) return true;
  return element.children.some((child) =>
    isElement(child) ? saysAnything(child) : textOf(child).trim() !== '',
  );
}

/** Where a channel or an item of CDF leads to and when it changed stands in its attributes. */
function writeCdfAttributes(writer: CanonicalWriter, element: XmlElement, { base }: Context): void {
  const href = attributeOf(element, 'href');
  const changed = attributeOf(element, 'lastmod');
  if (href !== null) writer.field('link', '', { href, base, native: 'rss' });
  if (changed !== null) writer.field('updated', changed);
}

function inside(element: XmlElement, outer: Context): Context {
  return { ...outer, scope: scopeInside(element, outer.scope), base: baseInside(element, outer) };
}

function kindOf(element: XmlElement, { scope, native }: Context): 'item' | 'channel' | 'field' {
  const { vocabulary, local } = nameOf(element, scopeInside(element, scope));
  const isOwn =
    vocabulary === 'native' || vocabulary === native || vocabulary === 'rss' || vocabulary === 'atom';
  if (!isOwn) return 'field';
  if (isItemName(local, native)) return 'item';
  return local === 'channel' ? 'channel' : 'field';
}
