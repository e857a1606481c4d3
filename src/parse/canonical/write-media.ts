import { attributeOf, childText, elementsOf, textOf } from '../xml/xml-tree.ts';
import type { Written } from './written.ts';

/** Media RSS content, with what its children say of it. */
export function writeMedia({ writer, element, context, field }: Written): void {
  writer.field(field, '', {
    url: attributeOf(element, 'url'),
    type: attributeOf(element, 'type'),
    medium: attributeOf(element, 'medium'),
    length: attributeOf(element, 'fileSize'),
    width: attributeOf(element, 'width'),
    height: attributeOf(element, 'height'),
    title: childText(element, 'title'),
    description: childText(element, 'description') ?? childText(element, 'text'),
    credit: childText(element, 'credit'),
    base: context.base,
  });
}

export function writeImage({ writer, element, context, field }: Written): void {
  const url = attributeOf(element, 'url') ?? attributeOf(element, 'href') ?? childText(element, 'url');
  const text = elementsOf(element).length === 0 ? textOf(element).trim() : '';
  writer.field(field, url ?? text, { base: context.base });
}

/** Atom content that stands elsewhere (RFC 4287 §4.1.3.2): a page to read, or a picture or recording. */
export function writeContentElsewhere({ writer, element, context }: Written): void {
  const href = attributeOf(element, 'src');
  const type = attributeOf(element, 'type');
  if (/^(image|audio|video)\//i.test(type ?? ''))
    writer.field('media', '', { url: href, type, base: context.base });
  else writer.field('link', '', { href, type, rel: 'content', base: context.base });
}
