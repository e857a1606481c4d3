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
  'content',
  'person',
  'alt-person',
  'published',
  'updated',
  'category',
  'media',
  'image',
  'comments',
  'rights',
  'source',
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
  author: 'person',
  managingeditor: 'person',
  pubdate: 'published',
  date: 'published',
  lastbuilddate: 'updated',
  category: 'category',
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
  published: 'published',
  issued: 'published',
  created: 'published',
  updated: 'updated',
  modified: 'updated',
  category: 'category',
  rights: 'rights',
  copyright: 'rights',
  source: 'source',
};

const moduleFields: Record<string, FieldName> = {
  'content:encoded': 'content',
  'xhtml:body': 'content',
  'xhtml:div': 'content',
  'dc:title': 'alt-title',
  'dc:creator': 'person',
  'dc:date': 'published',
  'dc:description': 'alt-summary',
  'dc:subject': 'category',
  'dc:language': 'language',
  'dc:rights': 'rights',
  'dc:source': 'source',
  'dcterms:created': 'published',
  'dcterms:issued': 'published',
  'dcterms:modified': 'updated',
  'dcterms:rights': 'rights',
  'itunes:author': 'alt-person',
  'itunes:summary': 'alt-summary',
  'itunes:image': 'image',
  'media:title': 'alt-title',
  'media:description': 'alt-summary',
  'media:content': 'media',
  'media:thumbnail': 'image',
  'sy:updateperiod': 'update-period',
  'sy:updatefrequency': 'update-frequency',
};

const byName = new Map<string, FieldName>([
  ...prefixed('rss', rssFields),
  ...prefixed('atom', atomFields),
  ...Object.entries(moduleFields),
]);

/** The field an element stands for; `native` says which vocabulary unprefixed names belong to. */
export function fieldOf(name: ElementName, native: 'rss' | 'atom'): FieldName | null {
  if (name.vocabulary === null) return null;
  const vocabulary = name.vocabulary === 'native' ? native : name.vocabulary;
  const field = byName.get(`${vocabulary}:${name.local}`);
  if (field !== undefined || name.vocabulary !== 'native') return field ?? null;
  // Feeds mix the two vocabularies without a namespace: <id> and <updated> in RSS, <pubDate> in Atom.
  return byName.get(`${native === 'rss' ? 'atom' : 'rss'}:${name.local}`) ?? null;
}

function prefixed(vocabulary: string, fields: Record<string, FieldName>): [string, FieldName][] {
  return Object.entries(fields).map(([local, field]) => [`${vocabulary}:${local}`, field]);
}
