import { attributeOf, childText, elementsOf, textOf, type XmlElement } from '../xml/xml-tree.ts';
import { readAtomText, type TypedText } from './element-markup.ts';
import type { Written } from './written.ts';

/** Atom 1.0, Atom 0.3, and a draft of it. */
const personUrls = ['uri', 'url', 'homepage'];

/** Atom persons have children (and so have iTunes owners), those of RSS and Dublin Core are text. */
export function writePerson({ writer, element, context, field }: Written): void {
  const isAtomPerson = elementsOf(element).some((child) =>
    /^(\w+:)?(name|email|uri|url|homepage)$/i.test(child.name),
  );
  if (!isAtomPerson) {
    writer.field(field, textOf(element).trim());
    return;
  }
  writer.field(field, '', {
    name: childText(element, 'name'),
    email: childText(element, 'email'),
    url: personUrls.map((name) => childText(element, name)).find((url) => url !== null) ?? null,
    base: context.base,
  });
}

/** RSS's source is a text with an address, Atom's a feed in the small. */
export function writeSource({ writer, element, context, field }: Written): void {
  const child = (name: RegExp) => elementsOf(element).find((one) => name.test(one.name));
  const link = child(/(^|:)link$/i);
  const titled = child(/(^|:)title$/i);
  const { text, type } = sourceTitle(element, titled, link !== undefined);
  const linked = link === undefined ? null : (attributeOf(link, 'href') ?? (textOf(link).trim() || null));
  const url = attributeOf(element, 'url') ?? linked;
  writer.field(field, text.trim(), { type, url, base: context.base });
  // Who wrote the source wrote the entry, unless it names its own (RFC 4287 §4.2.1).
  const authors = elementsOf(element).filter((child) => /(^|:)author$/i.test(child.name));
  for (const author of authors)
    writePerson({ writer, element: author, context, field: 'alt-person', isAtom: true });
}

function sourceTitle(element: XmlElement, titled: XmlElement | undefined, isAtomSource: boolean): TypedText {
  if (titled !== undefined) return readAtomText(titled);
  return { text: isAtomSource ? '' : textOf(element), type: 'text' };
}
