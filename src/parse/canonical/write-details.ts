import { attributeOf, childText, elementsOf, textOf } from '../xml/xml-tree.ts';
import type { Written } from './written.ts';

/** Categories of RSS (text), Atom (attributes) and iTunes (an attribute, one in another). */
export function writeCategory(written: Written): void {
  const { writer, element, field } = written;
  const term = attributeOf(element, 'term') ?? attributeOf(element, 'text') ?? textOf(element).trim();
  const label = attributeOf(element, 'label') ?? term;
  const scheme = attributeOf(element, 'scheme') ?? attributeOf(element, 'domain');
  writer.field(field, label, { term: term || null, scheme });
  for (const child of elementsOf(element)) {
    if (/(^|:)category$/i.test(child.name))
      writer.field(field, attributeOf(child, 'text') ?? textOf(child).trim());
  }
}

/** More keywords describe nothing. */
const maxKeywords = 200;

/** Terms with commas between them. */
export function writeKeywords({ writer, element }: Written): void {
  for (const keyword of textOf(element).split(/[,;]/, maxKeywords)) writer.field('keywords', keyword.trim());
}

/** skipHours and skipDays: their children's texts. */
export function writeList({ writer, element, field }: Written): void {
  for (const child of elementsOf(element)) writer.field(field, textOf(child).trim());
}

/** The address of a licence: a text, or an attribute of RDF or Media RSS. */
export function writeLicense({ writer, element, context, field }: Written): void {
  const address =
    attributeOf(element, 'rdf:resource') ?? attributeOf(element, 'href') ?? textOf(element).trim();
  writer.field(field, address, { base: context.base });
}

/** GeoRSS simple and GML, and the point of W3C's Basic Geo: a latitude and a longitude. */
export function writeLocation({ writer, element, field }: Written): void {
  const latitude = childText(element, 'lat');
  const longitude = childText(element, 'long');
  const pair = textOf(element).trim().replaceAll(',', ' ');
  writer.field(field, latitude !== null && longitude !== null ? `${latitude} ${longitude}` : pair);
}

/** An entry taken back (RFC 6721 §3). */
export function writeDeleted({ writer, element, field }: Written): void {
  const comment = childText(element, 'comment') ?? '';
  writer.field(field, comment, { ref: attributeOf(element, 'ref'), when: attributeOf(element, 'when') });
}
