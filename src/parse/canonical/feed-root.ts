import type { FeedFormat } from '../../domain/parsed-feed.ts';
import { type ElementName, nameOf, type Scope, scopeInside } from '../xml/namespaces.ts';
import { attributeOf, childText, elementsOf, type XmlDocument, type XmlElement } from '../xml/xml-tree.ts';
import type { NativeVocabulary } from './field-names.ts';

/** Where a feed begins in a document, and which kind it is. */
export interface FeedRoot {
  element: XmlElement;
  format: FeedFormat;
  version: string | null;
  /** The vocabulary of unprefixed names. */
  native: NativeVocabulary;
  /** True where the document is a single entry. */
  isItem: boolean;
}

/** What an item is called; in sitemaps `url` too, which elsewhere is a field. */
export function isItemName(local: string, native: NativeVocabulary): boolean {
  return local === 'item' || local === 'entry' || (local === 'url' && native === 'sitemap');
}

/** How many elements of other kinds (a server's warning, say) a root may stand in. */
const maxWrapping = 4;

/** The first element that can be a feed's root, after or inside whatever stands before it; null where there is none. */
export function findFeedRoot(document: XmlDocument): FeedRoot | null {
  let level: XmlDocument[] | XmlElement[] = [document];
  for (let depth = 0; depth < maxWrapping && level.length > 0; depth += 1) {
    const elements: XmlElement[] = level.flatMap((parent) => elementsOf(parent));
    const found = elements.map(readRoot).find((root) => root !== null);
    if (found) return found;
    level = elements;
  }
  return null;
}

function readRoot(element: XmlElement): FeedRoot | null {
  const scope = scopeInside(element, new Map());
  const name = nameOf(element, scope);
  switch (name.local) {
    case 'rss':
      return rss(element, attributeOf(element, 'version'));
    case 'channel':
      return isCdf(element) ? other(element, 'cdf') : rss(element, null);
    case 'urlset':
      return isNewsSitemap(element, scope) ? other(element, 'sitemap') : null;
    case 'rdf':
      return { ...rss(element, rdfVersion(element, scope)), format: 'rdf' };
    case 'feed':
      return {
        element,
        format: 'atom',
        version: atomVersion(element, name, scope),
        native: 'atom',
        isItem: false,
      };
    case 'entry':
      return name.vocabulary === 'atom'
        ? { element, format: 'atom', version: '1.0', native: 'atom', isItem: true }
        : null;
    default:
      return null;
  }
}

function rss(element: XmlElement, version: string | null): FeedRoot {
  return { element, format: 'rss', version, native: 'rss', isItem: false };
}

function other(element: XmlElement, format: 'cdf' | 'sitemap'): FeedRoot {
  return { element, format, version: null, native: format, isItem: false };
}

/** Atom 0.3 went by another namespace. */
function isDraft(scope: Scope): boolean {
  return [...scope.values()].some((uri) => /purl\.org\/atom\/ns/i.test(uri));
}

/** Channel Definition Format keeps addresses and dates in attributes and has abstracts, which RSS has none of. */
function isCdf(channel: XmlElement): boolean {
  const children = elementsOf(channel);
  const items = children.filter(({ name }) => /^item$/i.test(name));
  const hasMark = (element: XmlElement) =>
    attributeOf(element, 'href') !== null || attributeOf(element, 'lastmod') !== null;
  const hasAbstract = [channel, ...items].some((element) => childText(element, 'abstract') !== null);
  return hasAbstract || [channel, ...items].some(hasMark);
}

/** A sitemap with headlines (Google News); one of addresses alone says nothing that could become an article. */
function isNewsSitemap(urlset: XmlElement, outer: Scope): boolean {
  return elementsOf(urlset)
    .flatMap(elementsOf)
    .some((element) => nameOf(element, scopeInside(element, outer)).vocabulary === 'news');
}

function rdfVersion(element: XmlElement, scope: Scope): string {
  const isNetscape = [...scope.values()].some((uri) => /netscape\.com\/rdf\/simple\/0\.9/i.test(uri));
  return isNetscape && !elementsOf(element).some((child) => attributeOf(child, 'rdf:about') !== null)
    ? '0.90'
    : '1.0';
}

function atomVersion(element: XmlElement, name: ElementName, scope: Scope): string | null {
  const stated = attributeOf(element, 'version');
  if (stated !== null) return stated;
  if (isDraft(scope)) return '0.3';
  return name.vocabulary === 'atom' ? '1.0' : null;
}
