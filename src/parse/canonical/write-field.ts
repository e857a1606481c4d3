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

/** Media RSS groups nest only so deep. */
const maxGroupDepth = 3;

/** Writes what an element of a feed or an item says as canonical fields; nothing where it says nothing to us. */
export function writeField(writer: CanonicalWriter, element: XmlElement, outer: Context, depth = 0): void {
  const scope = scopeInside(element, outer.scope);
  const context: Context = { ...outer, scope, base: baseInside(element, outer) };
  const name = nameOf(element, scope);
  if (name.vocabulary === 'media' && name.local === 'group') {
    writeChildren(writer, element, context, depth);
    return;
  }
  const field = fieldOf(name, context.native);
  if (field === null) return;
  const isAtom = name.vocabulary === 'atom' || (name.vocabulary === 'native' && context.native === 'atom');
  const written: Written = { writer, element, context, field, isAtom };
  const write = writers[field] ?? writePlain;
  write(written);
  if (field === 'media') writeChildren(writer, element, context, depth);
}

interface Written {
  writer: CanonicalWriter;
  element: XmlElement;
  context: Context;
  field: FieldName;
  isAtom: boolean;
}

const writers: Partial<Record<FieldName, (written: Written) => void>> = {
  id: writeId,
  title: writeText,
  'alt-title': writeText,
  rights: writeText,
  description: writeMarkup,
  summary: writeMarkup,
  'alt-summary': writeMarkup,
  content: writeMarkup,
  link: writeLink,
  person: writePerson,
  category: writeCategory,
  media: writeMedia,
  image: writeImage,
  source: writeSource,
  'skip-hours': writeList,
  'skip-days': writeList,
};

function writeChildren(writer: CanonicalWriter, element: XmlElement, context: Context, depth: number): void {
  if (depth >= maxGroupDepth) return;
  const isGroup = /group$/i.test(element.name);
  for (const child of elementsOf(element)) {
    // What stands inside media:content describes the picture, not the item.
    if (isGroup || /thumbnail$/i.test(child.name)) writeField(writer, child, context, depth + 1);
  }
}

function writePlain({ writer, element, field }: Written): void {
  writer.field(field, textOf(element).trim());
}

function writeId({ writer, element, field }: Written): void {
  writer.field(field, textOf(element).trim(), { permalink: attributeOf(element, 'isPermaLink') });
}

function writeText({ writer, element, field, isAtom }: Written): void {
  writeTyped(writer, field, isAtom ? readAtomText(element) : readUntypedText(element), null);
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
  const isEnclosure = /enclosure$/i.test(element.name);
  const href =
    attributeOf(element, 'href') ?? attributeOf(element, 'url') ?? (textOf(element).trim() || null);
  writer.field(field, '', {
    href,
    rel: isEnclosure ? 'enclosure' : (attributeOf(element, 'rel')?.toLowerCase() ?? null),
    type: attributeOf(element, 'type'),
    length: attributeOf(element, 'length'),
    base: context.base,
    native: isAtom ? null : 'rss',
  });
}

/** Atom persons have children, those of RSS and Dublin Core are text. */
function writePerson({ writer, element, context, field }: Written): void {
  const part = (name: string) => childText(element, name);
  const isAtomPerson = elementsOf(element).some((child) => /^(\w+:)?(name|email|uri|url)$/i.test(child.name));
  if (isAtomPerson) {
    const attributes = {
      name: part('name'),
      email: part('email'),
      url: part('uri') ?? part('url'),
      base: context.base,
    };
    writer.field(field, '', attributes);
  } else {
    writer.field(field, textOf(element).trim());
  }
}

function writeCategory({ writer, element, field }: Written): void {
  const text = attributeOf(element, 'label') ?? attributeOf(element, 'term') ?? textOf(element).trim();
  writer.field(field, text);
}

function writeMedia({ writer, element, context, field }: Written): void {
  writer.field(field, '', {
    url: attributeOf(element, 'url'),
    type: attributeOf(element, 'type'),
    medium: attributeOf(element, 'medium'),
    length: attributeOf(element, 'fileSize'),
    base: context.base,
  });
}

function writeImage({ writer, element, context, field }: Written): void {
  const url = attributeOf(element, 'url') ?? attributeOf(element, 'href') ?? childText(element, 'url');
  const text = elementsOf(element).length === 0 ? textOf(element).trim() : '';
  writer.field(field, url ?? text, { base: context.base });
}

function writeSource({ writer, element, context, field }: Written): void {
  const link = elementsOf(element).find((child) => /(^|:)link$/i.test(child.name));
  const isAtomSource = link !== undefined || childText(element, 'title') !== null;
  const title = isAtomSource ? (childText(element, 'title') ?? '') : textOf(element);
  const linked = link === undefined ? null : (attributeOf(link, 'href') ?? (textOf(link).trim() || null));
  writer.field(field, title.trim(), { url: attributeOf(element, 'url') ?? linked, base: context.base });
  // Who wrote the source wrote the entry, unless it names its own (RFC 4287 §4.2.1).
  const authors = elementsOf(element).filter((child) => /(^|:)author$/i.test(child.name));
  for (const author of authors)
    writePerson({ writer, element: author, context, field: 'alt-person', isAtom: true });
}

/** skipHours and skipDays: their children's texts. */
function writeList({ writer, element, field }: Written): void {
  for (const child of elementsOf(element)) writer.field(field, textOf(child).trim());
}

function childText(element: XmlElement, local: string): string | null {
  const child = elementsOf(element).find((one) => one.name.replace(/^[^:]*:/, '').toLowerCase() === local);
  return child === undefined ? null : textOf(child).trim() || null;
}
