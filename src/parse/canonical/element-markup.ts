import { type CheerioAPI, load } from 'cheerio';
import {
  cdataText,
  decodeText,
  isCdata,
  isElement,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../xml/xml-tree.ts';

/** How the text of a field is to be understood; `guess` where its format does not say (RSS titles). */
export type TextType = 'text' | 'html' | 'guess';

export interface TypedText {
  text: string;
  type: TextType;
}

const nothing: TypedText = { text: '', type: 'text' };
const writer = { xml: { xmlMode: false, decodeEntities: false } } as const;

/** An Atom text construct or content element (RFC 4287 §3.1, §4.1.3; 0.3's `mode` too). */
export function readAtomText(element: XmlElement): TypedText {
  const mode = (element.attribs['mode'] ?? '').trim().toLowerCase();
  const type = (element.attribs['type'] ?? 'text').trim().toLowerCase();
  if (mode === 'base64') return nothing;
  if (type === 'xhtml' || type === 'application/xhtml+xml') return readInline(element);
  if (type === 'html' || type === 'text/html')
    return mode === 'xml' ? readInline(element) : readEscapedHtml(element);
  if (type !== 'text' && type !== 'text/plain') return nothing;
  return mode === 'xml' && element.children.some(isElement)
    ? readInline(element)
    : { text: textOf(element), type: 'text' };
}

/** An element that holds HTML, escaped as it should be or bare as it often is. */
export function readEscapedHtml(element: XmlElement): TypedText {
  if (!element.children.some(isElement)) return { text: textOf(element), type: 'html' };
  const isEscaped = element.children.some(
    (child) => child.type === 'text' && /&lt;\/?[a-z]/i.test(child.data),
  );
  return { text: element.children.map((child) => htmlPiece(child, isEscaped)).join(''), type: 'html' };
}

/** A title or the like of RSS: nobody says whether it is text or HTML. */
export function readUntypedText(element: XmlElement): TypedText {
  return element.children.some(isElement)
    ? readEscapedHtml(element)
    : { text: textOf(element), type: 'guess' };
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

function htmlPiece(node: XmlNode, isEscaped: boolean): string {
  if (isElement(node)) return markupOf([node]);
  if (isCdata(node)) return cdataText(node);
  if (node.type !== 'text') return '';
  return isEscaped ? decodeText(node.data) : node.data;
}

/** Nodes as HTML source. Their text is still encoded, so it is written as it came. */
function markupOf(nodes: XmlNode[]): string {
  const plain = nodes.flatMap(plainNode);
  return load('', writer, false).html(plain as Parameters<CheerioAPI['html']>[0], writer);
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
