import { type CheerioAPI, load } from 'cheerio';
import { decodeHTMLStrict } from 'entities';
import { stripControls } from './strip-controls.ts';

export type XmlDocument = ReturnType<CheerioAPI['root']>[0];
export type XmlNode = XmlDocument['children'][number];
export type XmlElement = Extract<XmlNode, { attribs: unknown }>;

/**
 * Reads markup leniently, as XML. Text and attributes stay encoded in the tree: XHTML can then be written out as it
 * came, and `textOf` and `attributeOf` decode what is wanted as text.
 */
export function readXml(markup: string): XmlDocument {
  return load(markup, { xml: { xmlMode: true, decodeEntities: false } }).root()[0] as XmlDocument;
}

export function isElement(node: XmlNode): node is XmlElement {
  return 'attribs' in node;
}

export function elementsOf(parent: XmlDocument | XmlElement): XmlElement[] {
  return parent.children.filter(isElement);
}

/** All text under a node, decoded once (HTML's entity names included), untrimmed. */
export function textOf(node: XmlNode): string {
  if (node.type === 'text') return decodeText(node.data);
  if (!('children' in node)) return '';
  return node.children.map((child) => (isCdata(node) ? rawText(child) : textOf(child))).join('');
}

/** The trimmed text of the first child of that name, whatever its prefix; null where absent or empty. */
export function childText(element: XmlElement, local: string): string | null {
  const child = elementsOf(element).find((one) => one.name.replace(/^[^:]*:/, '').toLowerCase() === local);
  return child === undefined ? null : textOf(child).trim() || null;
}

export function isCdata(node: XmlNode): boolean {
  return node.type === 'cdata';
}

/** An attribute by its name as written, any case; decoded and trimmed, null where absent or empty. */
export function attributeOf(element: XmlElement, name: string): string | null {
  const attributes = element.attribs;
  const raw = Object.hasOwn(attributes, name)
    ? attributes[name]
    : attributes[otherCase(attributes, name) ?? ''];
  if (typeof raw !== 'string') return null;
  return decodeText(raw).trim() || null;
}

function otherCase(attributes: Record<string, string>, name: string): string | undefined {
  return Object.keys(attributes).find((key) => key.toLowerCase() === name.toLowerCase());
}

/** References need their semicolon (XML 1.0 §4.1): `?a=1&copy=2` is an address, not a sign. */
export function decodeText(text: string): string {
  return text.includes('&') ? stripControls(decodeHTMLStrict(text)) : text;
}

function rawText(node: XmlNode): string {
  return 'data' in node ? node.data : '';
}
