import { load } from 'cheerio';
import { CanonicalWriter } from '../canonical/canonical-writer.ts';
import { markupOf } from '../canonical/element-markup.ts';
import { resolveUrl } from '../resolve-url.ts';
import type { XmlElement, XmlNode } from '../xml/xml-tree.ts';
import {
  addressValue,
  findItem,
  microformatsOf,
  type Properties,
  propertiesOf,
  textValue,
  timeValue,
} from './microformats.ts';

/** A page's h-feed (microformats2) as a canonical document; null where it has none with entries. */
export function writeHFeed(html: string, base: string | null, maxItems: number): string | null {
  const page = load(html, { xml: { xmlMode: false, decodeEntities: false } }).root()[0];
  const feed = findItem((page?.children ?? []) as XmlNode[], 'h-feed');
  if (feed === null) return null;
  const properties = propertiesOf(feed);
  const entries = properties('h-entry').slice(0, maxItems);
  if (entries.length === 0) return null;
  const writer = new CanonicalWriter();
  writeAbout(writer, properties, base);
  for (const entry of entries) {
    writer.openItem();
    writeEntry(writer, propertiesOf(entry), base);
    writer.closeItem();
  }
  return writer.finish();
}

function writeAbout(writer: CanonicalWriter, properties: Properties, base: string | null): void {
  writeTexts(writer, properties, 'p-name', 'title');
  writeTexts(writer, properties, 'p-summary', 'description');
  writeLinks(writer, properties, 'u-url', null, base);
  writePersons(writer, properties, base);
  for (const photo of properties('u-photo')) writer.field('image', addressValue(photo), { base });
}

function writeEntry(writer: CanonicalWriter, properties: Properties, base: string | null): void {
  const [content] = properties('e-content');
  const [name] = properties('p-name');
  // A note without a headline names itself by its text.
  const isHeadline = content === undefined || (name !== undefined && textValue(name) !== textValue(content));
  if (name !== undefined && isHeadline) writer.field('title', textValue(name), { type: 'text' });
  if (content !== undefined) writer.field('content', markupOf(content.children), { type: 'html', base });
  for (const id of properties('u-uid')) writer.field('id', resolveUrl(addressValue(id), base) ?? '');
  writeTexts(writer, properties, 'p-summary', 'summary');
  writeTexts(writer, properties, 'p-category', 'category');
  writeLinks(writer, properties, 'u-url', null, base);
  for (const medium of ['u-audio', 'u-video']) writeLinks(writer, properties, medium, 'enclosure', base);
  for (const photo of properties('u-photo'))
    writer.field('media', '', { url: addressValue(photo), medium: 'image', base });
  for (const time of properties('dt-published')) writer.field('published', timeValue(time));
  for (const time of properties('dt-updated')) writer.field('updated', timeValue(time));
  writePersons(writer, properties, base);
}

function writeTexts(
  writer: CanonicalWriter,
  properties: Properties,
  name: string,
  field: 'title' | 'description' | 'summary' | 'category',
): void {
  for (const element of properties(name)) writer.field(field, textValue(element), { type: 'text' });
}

function writeLinks(
  writer: CanonicalWriter,
  properties: Properties,
  name: string,
  rel: string | null,
  base: string | null,
): void {
  for (const link of properties(name)) writer.field('link', '', { href: addressValue(link), rel, base });
}

/** An author is an h-card, or a name alone. */
function writePersons(writer: CanonicalWriter, properties: Properties, base: string | null): void {
  for (const author of properties('p-author')) writer.field('person', '', { ...personOf(author), base });
}

function personOf(author: XmlElement): { name: string | null; url: string | null; email: string | null } {
  const card = propertiesOf(author);
  const [name] = card('p-name');
  const [url] = card('u-url');
  const [email] = card('u-email');
  const isLink = author.name === 'a' && microformatsOf(author).includes('h-card');
  return {
    name: name === undefined ? textValue(author) : textValue(name),
    url: url === undefined ? (isLink ? addressValue(author) : null) : addressValue(url),
    email: email === undefined ? null : addressValue(email),
  };
}
