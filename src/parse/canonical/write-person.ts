import { attributeOf, childText, elementsOf, textOf } from '../xml/xml-tree.ts';
import type { Written } from './written.ts';

/** Atom persons have children (and so have iTunes owners), those of RSS and Dublin Core are text. */
export function writePerson({ writer, element, context, field }: Written): void {
  const isAtomPerson = elementsOf(element).some((child) => /^(\w+:)?(name|email|uri|url)$/i.test(child.name));
  if (!isAtomPerson) {
    writer.field(field, textOf(element).trim());
    return;
  }
  writer.field(field, '', {
    name: childText(element, 'name'),
    email: childText(element, 'email'),
    url: childText(element, 'uri') ?? childText(element, 'url'),
    base: context.base,
  });
}

/** RSS's source is a text with an address, Atom's a feed in the small. */
export function writeSource({ writer, element, context, field }: Written): void {
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
