import { type Element, isTag, type ParentNode } from 'domhandler';
import { elementsIn, hasContent, rawText, setChildren } from './dom-nodes.ts';
import type { Draft } from './draft.ts';

const captionClass =
  /(?:^|\s)(?:wp-caption-text|tr-caption|caption|image-caption|img-caption|figcaption|caption-text|photo-caption|media-caption)(?:\s|$)/i;

/**
 * Blocks that are captions by their class become captions of a figure: of a table around nothing but them and a picture, of
 * the picture right above, or of what holds both. Linear: every table and every picture is looked through once.
 */
export function nameCaptions(draft: Draft): void {
  const elements = elementsIn(draft.root);
  const pictured = holdersOf(elements.filter(({ name }) => name === 'img'));
  const tables = new Set<Element>();
  const changed = new Set<ParentNode>();
  for (const element of elements) {
    if (!captionClass.test(element.attribs['class'] ?? '') || pictured.has(element)) continue;
    const above = pictureAbove(element, pictured);
    const around =
      tableOfPicture(element, pictured, tables) ?? (above === null ? blockAround(element, pictured) : null);
    const figure = around ?? above;
    if (figure === null) continue;
    if (around === null && element.parent) changed.add(element.parent);
    if (around === null) setChildren(figure, [...figure.children, element]);
    figure.name = 'figure';
    element.name = 'figcaption';
  }
  for (const parent of changed)
    setChildren(
      parent,
      parent.children.filter((child) => child.parent === parent),
    );
}

/** The images and all elements around them. */
function holdersOf(images: readonly Element[]): ReadonlySet<ParentNode> {
  const holders = new Set<ParentNode>();
  for (const image of images) {
    let holder: ParentNode | null = image;
    while (holder && !holders.has(holder)) {
      holders.add(holder);
      holder = holder.parent;
    }
  }
  return holders;
}

/** The table that is laid out around nothing but a picture and this caption; its first caption decides. */
function tableOfPicture(
  caption: Element,
  pictured: ReadonlySet<ParentNode>,
  seen: Set<Element>,
): Element | null {
  let table = caption.parent;
  while (table && isTag(table) && table.name !== 'table') table = table.parent;
  if (!table || !isTag(table) || !pictured.has(table) || seen.has(table)) return null;
  seen.add(table);
  return rawText([table]).trim() === rawText([caption]).trim() ? table : null;
}

/** The block right above, if it holds a picture and no text. */
function pictureAbove({ prev }: Element, pictured: ReadonlySet<ParentNode>): Element | null {
  let above = prev;
  while (above && !isTag(above) && !hasContent(above)) above = above.prev;
  if (!above || !isTag(above) || !/^(?:p|div|figure)$/.test(above.name) || !pictured.has(above)) return null;
  return /\S/.test(rawText([above])) ? null : above;
}

function blockAround({ parent }: Element, pictured: ReadonlySet<ParentNode>): Element | null {
  return parent && isTag(parent) && /^(?:div|figure)$/.test(parent.name) && pictured.has(parent)
    ? parent
    : null;
}
