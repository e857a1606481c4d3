import {
  attributeOf,
  elementsOf,
  isElement,
  textOf,
  type XmlElement,
  type XmlNode,
} from '../xml/xml-tree.ts';

/** Elements by the microformats2 class they have (`p-name`, `u-url`, `h-entry`), in the order of the page. */
export type Properties = (name: string) => XmlElement[];

/** Of what is nested deeper nothing is read. */
const maxDepth = 200;

/** The classes of an element that are microformats. */
export function microformatsOf(element: XmlElement): string[] {
  const classes = attributeOf(element, 'class')?.split(/\s+/) ?? [];
  return classes.filter((name) => /^(?:h|p|u|dt|e)-[a-z]/.test(name));
}

/** What an item of microformats2 says of itself; what items within it say is theirs. */
export function propertiesOf(root: XmlElement): Properties {
  const found = new Map<string, XmlElement[]>();
  const walk = (parent: XmlElement, depth: number) => {
    for (const element of elementsOf(parent)) {
      const names = microformatsOf(element);
      for (const name of names) found.set(name, [...(found.get(name) ?? []), element]);
      const isItem = names.some((name) => name.startsWith('h-'));
      if (!isItem && depth < maxDepth) walk(element, depth + 1);
    }
  };
  walk(root, 0);
  return (name) => found.get(name) ?? [];
}

/** The first item of that kind in a page, outermost first; null where there is none. */
export function findItem(nodes: readonly XmlNode[], kind: string): XmlElement | null {
  let level = nodes.filter(isElement);
  for (let depth = 0; depth < maxDepth && level.length > 0; depth += 1) {
    const item = level.find((element) => microformatsOf(element).includes(kind));
    if (item) return item;
    level = level.flatMap(elementsOf);
  }
  return null;
}

/** A `p-*`: what a reader sees, or what stands for it. */
export function textValue(element: XmlElement): string {
  const stated = attributeOf(
    element,
    element.name === 'img' ? 'alt' : element.name === 'abbr' ? 'title' : 'value',
  );
  return (stated ?? textOf(element)).replace(/\s+/g, ' ').trim();
}

/** A `u-*`: an address, as written. */
export function addressValue(element: XmlElement): string {
  return attributeOf(element, 'href') ?? attributeOf(element, 'src') ?? textValue(element);
}

/** A `dt-*`: a date and time, as written; in one piece or several (value class pattern). */
export function timeValue(element: XmlElement): string {
  const stated = attributeOf(element, 'datetime') ?? attributeOf(element, 'title');
  if (stated !== null) return stated;
  const pieces = elementsOf(element).filter((piece) =>
    /(?:^|\s)value(?:\s|$)/.test(attributeOf(piece, 'class') ?? ''),
  );
  return pieces.length > 0 ? pieces.map(timeValue).join(' ') : textValue(element);
}
