import type { Element, ParentNode } from 'domhandler';

/** Those of the elements that stand in no other of them. */
export function outermost(elements: readonly Element[]): Element[] {
  const all = new Set<ParentNode>(elements);
  return elements.filter((element) => {
    for (let above = element.parent; above !== null; above = above.parent) if (all.has(above)) return false;
    return true;
  });
}
