import { isUtf8 } from 'node:buffer';
import { type CheerioAPI, load } from 'cheerio';
import { stripControls } from '../xml/strip-controls.ts';
import {
  attributeOf,
  decodeText,
  isCdata,
  isElement,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../xml/xml-tree.ts';

/** A text and how it is to be understood; `type` is null where its format does not say (RSS titles). */
export interface TypedText {
  text: string;
  type: 'text' | 'html' | null;
}

/** Escaped markup without `type="html"` is common; an end tag tells it from a text with angle brackets. */
const elementEnd = /<\/(?:p|a|div|span|b|i|em|strong|ul|ol|li|h\d|blockquote|table|figure)>/i;

const nothing: TypedText = { text: '', type: 'text' };
const renderer = load('', { xml: { xmlMode: false, decodeEntities: false } }, false);
const writer = { xml: { xmlMode: false, decodeEntities: false } } as const;

/** An Atom text construct or content element (RFC 4287 §3.1, §4.1.3; 0.3's `mode` too). */
export function readAtomText(element: XmlElement): TypedText {
  const mode = (element.attribs['mode'] ?? '').trim().toLowerCase();
  const type = (element.attribs['type'] ?? 'text').toLowerCase().split(';', 1)[0]?.trim() ?? 'text';
  if (mode === 'base64' || isBinary(type)) return readBase64(element, attributeOf(element, 'type') ?? 'html');
  if (type === 'xhtml' || isXml(type)) return readInline(element);
  if (type === 'html' || type === 'text/html')
    return mode === 'xml' ? readInline(element) : readEscapedHtml(element);
  // Elements in what calls itself text: nobody said `type="xhtml"`.
  if (element.children.some(isElement)) return readInline(element);
  const text = textOf(element);
  return { text, type: attributeOf(element, 'type') === null && elementEnd.test(text) ? 'html' : 'text' };
}

const binaryType = /^(?:image|audio|video|font|model)\/|^application\/(?:octet-stream|pdf|zip|vnd\.)/;

/** Types whose content is base64 in Atom 1.0 (RFC 4287 §4.1.3.3). Others should be, and are text all the same. */
function isBinary(type: string): boolean {
  return binaryType.test(type) && !isXml(type);
}

function isXml(type: string): boolean {
  return type.endsWith('/xml') || type.endsWith('+xml');
}

/** Base64 that turns out to be text, which is markup unless its type says otherwise; a picture is nothing to read. */
function readBase64(element: XmlElement, type: string): TypedText {
  const bytes = Buffer.from(textOf(element).replace(/\s/g, ''), 'base64');
  if (!isUtf8(bytes) || bytes.includes(0)) return nothing;
  return { text: stripControls(bytes.toString()), type: /^text(\/plain)?$/.test(type) ? 'text' : 'html' };
}

/** An element that holds HTML, escaped as it should be or bare as it often is. */
export function readEscapedHtml(element: XmlElement): TypedText {
  if (!element.children.some(isElement)) return { text: textOf(element), type: 'html' };
  const isEscaped = element.children.some(
    (child) => child.type === 'text' && /&lt;\/?[a-z]/i.test(child.data),
  );
  const source = element.children.flatMap((child) => htmlSource(child, isEscaped));
  return { text: render(source), type: 'html' };
}

/** A title or the like of RSS: nobody says whether it is text or HTML. */
export function readUntypedText(element: XmlElement): TypedText {
  return element.children.some(isElement) ? readEscapedHtml(element) : { text: textOf(element), type: null };
}

/** Elements of XHTML as HTML, without the `div` that RFC 4287 §3.1.1.3 wraps them in. */
export function readInline(element: XmlElement): TypedText {
  const inner = element.children.filter((child) => isElement(child) || textOf(child).trim() !== '');
  const only = inner.length === 1 ? inner[0] : undefined;
  const isWrapped = only !== undefined && isElement(only) && localName(only) === 'div';
  // Escaped HTML that calls itself XHTML is common; taken at its word, readers would see its tags.
  if (!inner.some(isElement)) return { text: textOf(element), type: 'html' };
  return { text: markupOf(isWrapped ? only.children : element.children), type: 'html' };
}

/** A node of bare or escaped HTML as nodes whose text is HTML source. */
function htmlSource(node: XmlNode, isEscaped: boolean): XmlNode[] {
  if (isCdata(node)) return 'children' in node ? node.children : [];
  if (isEscaped && node.type === 'text') node.data = decodeText(node.data);
  return plainNode(node);
}

/** Nodes as HTML source. Their text is still encoded, so it is written as it came. */
export function markupOf(nodes: XmlNode[]): string {
  return render(nodes.flatMap(plainNode));
}

function render(nodes: XmlNode[]): string {
  return renderer.html(nodes as Parameters<CheerioAPI['html']>[0], writer);
}

/** Takes namespace prefixes off element names (`xhtml:p`) and makes encoded text of CDATA sections. */
function plainNode(node: XmlNode): XmlNode[] {
  if (isCdata(node)) return encodedText(node);
  if (!isElement(node)) return node.type === 'text' ? [node] : [];
  node.name = localName(node);
  node.children = node.children.flatMap(plainNode);
  return [node];
}

function encodedText(cdata: XmlNode): XmlNode[] {
  const texts = 'children' in cdata ? cdata.children : [];
  for (const text of texts) if ('data' in text) text.data = escapeHtml(text.data);
  return texts;
}

function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(':') + 1).toLowerCase();
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
