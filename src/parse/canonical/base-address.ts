import { resolveUrl } from '../resolve-url.ts';
import { attributeOf, type XmlElement } from '../xml/xml-tree.ts';
import type { Context } from './context.ts';

/** The base address inside an element (XML Base §4): its own xml:base (CDF's BASE), resolved against the one around it. */
export function baseInside(
  element: XmlElement,
  outer: Pick<Context, 'base' | 'documentUrl' | 'native'>,
): string | null {
  const own =
    attributeOf(element, 'xml:base') ?? (outer.native === 'cdf' ? attributeOf(element, 'base') : null);
  if (own === null) return outer.base;
  return resolveUrl(own, outer.base ?? outer.documentUrl);
}
