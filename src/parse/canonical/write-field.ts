import { resolveUrl } from '../resolve-url.ts';
import { nameOf, scopeInside } from '../xml/namespaces.ts';
import { attributeOf, elementsOf, textOf, type XmlElement } from '../xml/xml-tree.ts';
import { baseInside } from './base-address.ts';
import type { CanonicalWriter } from './canonical-writer.ts';
import type { Context } from './context.ts';
import {
  readAtomText,
  readEscapedHtml,
  readInline,
  readUntypedText,
  type TypedText,
} from './element-markup.ts';
import { type FieldName, fieldOf } from './field-names.ts';
import {
  writeCategory,
  writeDeleted,
  writeKeywords,
  writeLicense,
  writeList,
  writeLocation,
} from './write-details.ts';
import { writeContentElsewhere, writeImage, writeMedia } from './write-media.ts';
import { writePerson, writeSource } from './write-person.ts';
import type { Written } from './written.ts';

/** Elements that only hold others which describe the item: Media RSS, Google News, pictures of sitemaps. */
const groups = new Set(['media:group', 'news:news', 'image:image']);

/** Groups nest only so deep. */
const maxGroupDepth = 3;

/** Writes what an element of a feed or an item says as canonical fields; nothing where it says nothing to us. */
export function writeField(writer: CanonicalWriter, element: XmlElement, outer: Context, depth = 0): void {
  const scope = scopeInside(element, outer.scope);
  const context: Context = { ...outer, scope, base: baseInside(element, outer) };
  const name = nameOf(element, scope);
  if (groups.has(`${name.vocabulary}:${name.local}`)) {
    writeChildren(writer, elementsOf(element), context, depth);
    return;
  }
  const field = fieldOf(name, context.native);
  if (field === null) return;
  const isAtom = name.vocabulary === 'atom' || (name.vocabulary === 'native' && context.native === 'atom');
  const written: Written = { writer, element, context, field, isAtom };
  const write = writers[field] ?? writePlain;
  write(written);
  // What else stands in media:content describes the picture, not the item.
  if (field === 'media') writeChildren(writer, elementsOf(element).filter(isThumbnail), context, depth);
}

const writers: Partial<Record<FieldName, (written: Written) => void>> = {
  id: writeId,
  title: writeText,
  'alt-title': writeText,
  rights: writeText,
  description: writeMarkup,
  summary: writeMarkup,
  'alt-summary': writeMarkup,
  'media-summary': writeMarkup,
  content: writeContent,
  link: writeLink,
  comments: writeAddress,
  person: writePerson,
  'alt-person': writePerson,
  owner: writePerson,
  contributor: writePerson,
  category: writeCategory,
  keywords: writeKeywords,
  media: writeMedia,
  image: writeImage,
  source: writeSource,
  license: writeLicense,
  location: writeLocation,
  deleted: writeDeleted,
  'skip-hours': writeList,
  'skip-days': writeList,
};

function writeChildren(
  writer: CanonicalWriter,
  children: XmlElement[],
  context: Context,
  depth: number,
): void {
  if (depth >= maxGroupDepth) return;
  for (const child of children) writeField(writer, child, context, depth + 1);
}

function isThumbnail(element: XmlElement): boolean {
  return /thumbnail$/i.test(element.name);
}

function writePlain({ writer, element, field }: Written): void {
  writer.field(field, textOf(element).trim());
}

/** An id that is relative to an xml:base is meant absolute (RFC 4287 §4.2.6); nobody knows of the base later. */
function writeId({ writer, element, context, field, isAtom }: Written): void {
  const text = textOf(element).trim();
  const id = isAtom && context.base !== null ? (resolveUrl(text, context.base) ?? text) : text;
  writer.field(field, id, { permalink: attributeOf(element, 'isPermaLink') });
}

function writeAddress({ writer, element, context, field }: Written): void {
  writer.field(field, textOf(element).trim(), { base: context.base });
}

function writeText({ writer, element, field, isAtom }: Written): void {
  writeTyped(writer, field, isAtom ? readAtomText(element) : readUntypedText(element), null);
}

function writeContent(written: Written): void {
  if (written.isAtom && attributeOf(written.element, 'src') !== null) writeContentElsewhere(written);
  else writeMarkup(written);
}

function writeMarkup({ writer, element, context, field, isAtom }: Written): void {
  const isXhtml = field === 'content' && /(^|:)(body|div)$/i.test(element.name);
  const read = isXhtml ? readInline : isAtom ? readAtomText : readEscapedHtml;
  writeTyped(writer, field, read(element), context.base);
}

function writeTyped(writer: CanonicalWriter, field: FieldName, typed: TypedText, base: string | null): void {
  if (typed.text.trim() !== '') writer.field(field, typed.text, { type: typed.type, base });
}

/** Atom's links and RSS's, which are text, and RSS's enclosures as the links they are. */
function writeLink({ writer, element, context, field, isAtom }: Written): void {
  const stated = attributeOf(element, 'href') ?? attributeOf(element, 'url');
  // An empty address is the base itself (RFC 3986 §4.4).
  const itself = isAtom && element.attribs['href'] === '' ? context.base : null;
  writer.field(field, '', {
    href: stated ?? (textOf(element).trim() || itself),
    rel: ownRelation(element) ?? relation(attributeOf(element, 'rel')),
    type: attributeOf(element, 'type'),
    length: attributeOf(element, 'length'),
    base: context.base,
    native: isAtom ? null : 'rss',
  });
}

/** What elements that are a link of one kind stand for. */
function ownRelation(element: XmlElement): string | null {
  if (/enclosure$/i.test(element.name)) return 'enclosure';
  return /origlink$/i.test(element.name) ? 'original' : null;
}

/** A registered relation by its short name, however it is written (RFC 4287 §4.2.7.2). */
function relation(rel: string | null): string | null {
  return rel?.toLowerCase().replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//, '') ?? null;
}
