import type { ElementName } from '../xml/namespaces.ts';

/** What the canonical document can say of a feed or an item. Any of them may come several times. */
export const fieldNames = [
  'id',
  'title',
  'alt-title',
  'link',
  'description',
  'summary',
  'alt-summary',
  'media-summary',
  'content',
  'person',
  'alt-person',
  'owner',
  'contributor',
  'published',
  'dated',
  'alt-published',
  'updated',
  'alt-updated',
  'category',
  'keywords',
  'media',
  'image',
  'comments',
  'rights',
  'license',
  'generator',
  'source',
  'location',
  'latitude',
  'longitude',
  'comment-count',
  'deleted',
  'complete',
  'archive',
  'language',
  'ttl',
  'update-period',
  'update-frequency',
  'skip-hours',
  'skip-days',
] as const;

export type FieldName = (typeof fieldNames)[number];

const rssFields: Record<string, FieldName> = {
  guid: 'id',
  title: 'title',
  link: 'link',
  url: 'link',
  description: 'description',
  summary: 'summary',
  body: 'content',
  fullitem: 'content',
  author: 'person',
  managingeditor: 'person',
  webmaster: 'owner',
  pubdate: 'published',
  date: 'dated',
  lastbuilddate: 'updated',
  category: 'category',
  keywords: 'keywords',
  generator: 'generator',
  enclosure: 'link',
  image: 'image',
  comments: 'comments',
  copyright: 'rights',
  source: 'source',
  language: 'language',
  ttl: 'ttl',
  skiphours: 'skip-hours',
  skipdays: 'skip-days',
};

/** Atom 1.0 (RFC 4287) and 0.3. */
const atomFields: Record<string, FieldName> = {
  id: 'id',
  title: 'title',
  link: 'link',
  subtitle: 'description',
  tagline: 'description',
  summary: 'summary',
  content: 'content',
  author: 'person',
  contributor: 'contributor',
  published: 'published',
  issued: 'published',
  created: 'alt-published',
  updated: 'updated',
  modified: 'updated',
  category: 'category',
  generator: 'generator',
  logo: 'image',
  icon: 'image',
  rights: 'rights',
  copyright: 'rights',
  source: 'source',
};

/** Channel Definition Format (W3C note, 1997). */
const cdfFields: Record<string, FieldName> = {
  title: 'title',
  abstract: 'description',
  logo: 'image',
};

/** The sitemap protocol; what Google News adds to it is a module. */
const sitemapFields: Record<string, FieldName> = {
  loc: 'link',
  lastmod: 'updated',
};

const moduleFields: Record<string, FieldName> = {
  'content:encoded': 'content',
  'xhtml:body': 'content',
  'xhtml:div': 'content',
  'dc:title': 'alt-title',
  'dc:creator': 'person',
  'dc:author': 'person',
  'dc:contributor': 'contributor',
  'dc:date': 'dated',
  'dc:description': 'alt-summary',
  'dc:subject': 'category',
  'dc:language': 'language',
  'dc:rights': 'rights',
  'dc:source': 'source',
  'dcterms:created': 'alt-published',
  'dcterms:issued': 'published',
  'dcterms:modified': 'alt-updated',
  'dcterms:rights': 'rights',
  'dcterms:license': 'license',
  'itunes:title': 'alt-title',
  'itunes:author': 'alt-person',
  'itunes:owner': 'owner',
  'itunes:summary': 'alt-summary',
  'itunes:subtitle': 'alt-summary',
  'itunes:image': 'image',
  'itunes:link': 'image',
  'itunes:category': 'category',
  'itunes:keywords': 'keywords',
  'googleplay:author': 'alt-person',
  'googleplay:description': 'alt-summary',
  'googleplay:image': 'image',
  'media:title': 'alt-title',
  'media:description': 'media-summary',
  'media:content': 'media',
  'media:thumbnail': 'image',
  'media:category': 'category',
  'media:keywords': 'keywords',
  'media:copyright': 'rights',
  'media:license': 'license',
  'sy:updateperiod': 'update-period',
  'sy:updatefrequency': 'update-frequency',
  'slash:comments': 'comment-count',
  'thr:total': 'comment-count',
  'creativecommons:license': 'license',
  'cc:license': 'license',
  'georss:point': 'location',
  'georss:where': 'location',
  'geo:point': 'location',
  'geo:lat': 'latitude',
  'geo:long': 'longitude',
  'tombstones:deleted-entry': 'deleted',
  'history:complete': 'complete',
  'history:archive': 'archive',
  'feedburner:origlink': 'link',
  'news:title': 'title',
  'news:publication_date': 'published',
  'news:keywords': 'keywords',
  'image:loc': 'image',
};

const byName = new Map<string, FieldName>([
  ...prefixed('rss', rssFields),
  ...prefixed('atom', atomFields),
  ...prefixed('cdf', cdfFields),
  ...prefixed('sitemap', sitemapFields),
  ...Object.entries(moduleFields),
]);

/** What the unprefixed names of a document can belong to. */
export type NativeVocabulary = 'rss' | 'atom' | 'cdf' | 'sitemap';

/** Feeds mix the two vocabularies without a namespace: `<id>` and `<updated>` in RSS, `<pubDate>` in Atom. */
const alsoNative: Record<NativeVocabulary, NativeVocabulary> = {
  rss: 'atom',
  atom: 'rss',
  cdf: 'cdf',
  sitemap: 'sitemap',
};

/** The field an element stands for; `native` says which vocabulary unprefixed names belong to. */
export function fieldOf(name: ElementName, native: NativeVocabulary): FieldName | null {
  if (name.vocabulary === null) return null;
  if (name.vocabulary !== 'native') return byName.get(`${name.vocabulary}:${name.local}`) ?? null;
  return byName.get(`${native}:${name.local}`) ?? byName.get(`${alsoNative[native]}:${name.local}`) ?? null;
}

function prefixed(vocabulary: string, fields: Record<string, FieldName>): [string, FieldName][] {
  return Object.entries(fields).map(([local, field]) => [`${vocabulary}:${local}`, field]);
}
