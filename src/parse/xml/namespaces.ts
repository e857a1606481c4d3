import type { XmlElement } from './xml-tree.ts';

/** The vocabularies that say something about news; `native` is whatever the document's root is written in. */
export type Vocabulary =
  | 'native'
  | 'rss'
  | 'atom'
  | 'content'
  | 'dc'
  | 'dcterms'
  | 'itunes'
  | 'media'
  | 'rdf'
  | 'sy'
  | 'slash'
  | 'thr'
  | 'creativecommons'
  | 'cc'
  | 'georss'
  | 'geo'
  | 'googleplay'
  | 'feedburner'
  | 'tombstones'
  | 'history'
  | 'sitemap'
  | 'news'
  | 'image'
  | 'xhtml';

/** By address without scheme, case and closing `/` or `#`, as feeds vary in those. */
const byAddress = new Map<string, Vocabulary>([
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['purl.org/rss/1.0', 'rss'],
  ['my.netscape.com/rdf/simple/0.9', 'rss'],
  ['channel.netscape.com/rdf/simple/0.9', 'rss'],
  ['backend.userland.com/rss2', 'rss'],
  ['blogs.law.harvard.edu/tech/rss', 'rss'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['search.yahoo.com/mrss', 'media'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['purl.org/rss/1.0/modules/slash', 'slash'],
  ['purl.org/syndication/thread/1.0', 'thr'],
  ['backend.userland.com/creativecommonsrssmodule', 'creativecommons'],
  ['cyber.law.harvard.edu/rss/creativecommonsrssmodule.html', 'creativecommons'],
  ['web.resource.org/cc', 'cc'],
  ['creativecommons.org/ns', 'cc'],
  ['www.georss.org/georss', 'georss'],
  ['www.georss.org/georss/10', 'georss'],
  ['www.w3.org/2003/01/geo/wgs84_pos', 'geo'],
  ['www.google.com/schemas/play-podcasts/1.0', 'googleplay'],
  ['rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['purl.org/atompub/tombstones/1.0', 'tombstones'],
  ['purl.org/syndication/history/1.0', 'history'],
  ['www.sitemaps.org/schemas/sitemap/0.9', 'sitemap'],
  ['www.google.com/schemas/sitemap/0.84', 'sitemap'],
  ['www.google.com/schemas/sitemap-news/0.9', 'news'],
  ['www.google.com/schemas/sitemap-image/1.1', 'image'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
]);

/** For prefixes that a document uses without declaring them. */
const byPrefix = new Map<string, Vocabulary>([
  ['atom', 'atom'],
  ['atom10', 'atom'],
  ['a10', 'atom'],
  ['rss', 'rss'],
  ['content', 'content'],
  ['dc', 'dc'],
  ['dcterms', 'dcterms'],
  ['itunes', 'itunes'],
  ['media', 'media'],
  ['rdf', 'rdf'],
  ['sy', 'sy'],
  ['slash', 'slash'],
  ['thr', 'thr'],
  ['creativecommons', 'creativecommons'],
  ['cc', 'cc'],
  ['georss', 'georss'],
  ['geo', 'geo'],
  ['googleplay', 'googleplay'],
  ['feedburner', 'feedburner'],
  ['at', 'tombstones'],
  ['fh', 'history'],
  ['news', 'news'],
  ['xhtml', 'xhtml'],
]);

/** An element's name: `local` in lower case, `vocabulary` null where its namespace says nothing to us. */
export interface ElementName {
  vocabulary: Vocabulary | null;
  local: string;
}

/** Prefix declarations in force at an element (Namespaces in XML 1.0 §6). The default namespace is under ''. */
export type Scope = ReadonlyMap<string, string>;

/** The declarations in force inside an element. */
export function scopeInside(element: XmlElement, outer: Scope): Scope {
  const declared = Object.entries(element.attribs).filter(([name]) => /^xmlns(:|$)/i.test(name));
  if (declared.length === 0) return outer;
  return new Map([...outer, ...declared.map(([name, uri]) => [name.slice(6).toLowerCase(), uri] as const)]);
}

/** Resolves an element's name by the scope inside it. An unprefixed name of an unknown namespace counts as native. */
export function nameOf(element: XmlElement, scope: Scope): ElementName {
  const colon = element.name.indexOf(':');
  const prefix = element.name.slice(0, Math.max(colon, 0)).toLowerCase();
  const local = element.name.slice(colon + 1).toLowerCase();
  const uri = scope.get(prefix);
  const declared = uri === undefined ? undefined : byAddress.get(foldAddress(uri));
  if (prefix === '') return { vocabulary: declared ?? 'native', local };
  return { vocabulary: declared ?? byPrefix.get(prefix) ?? null, local };
}

function foldAddress(uri: string): string {
  const folded = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '');
  return folded.endsWith('/') || folded.endsWith('#') ? folded.slice(0, -1) : folded;
}
