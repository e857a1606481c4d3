import type { ChildNode, ParentNode } from 'domhandler';
import { Element, isTag, isText } from 'domhandler';

/** Gives a parent these children and no others, with all links between them. */
export function setChildren(parent: ParentNode, children: ChildNode[]): void {
  let previous: ChildNode | null = null;
  for (const child of children) {
    child.parent = parent;
    child.prev = previous;
    child.next = null;
    if (previous) previous.next = child;
    previous = child;
  }
  parent.children = children;
}

/** Takes nodes out of the tree, and the elements that are empty without them. */
export function removeNodes(nodes: readonly ChildNode[]): void {
  const parent = nodes[0]?.parent;
  if (!parent) return;
  const gone = new Set(nodes);
  const kept = parent.children.filter((child) => !gone.has(child));
  if (isBreak(kept[0])) kept.shift();
  setChildren(parent, kept);
  if (isTag(parent) && !hasContent(parent)) removeNodes([parent]);
}

/** All elements below a parent, in document order. Selectors of cheerio take quadratic time on wide documents. */
export function elementsIn(parent: ParentNode): Element[] {
  const found: Element[] = [];
  const visit = (nodes: readonly ChildNode[]): void => {
    for (const node of nodes) {
      if (!isTag(node)) continue;
      found.push(node);
      visit(node.children);
    }
  };
  visit(parent.children);
  return found;
}

/** Whether a reader would see anything of it. */
export function hasContent(node: ChildNode): boolean {
  if (isText(node)) return /[^\s\u200b\u2060\ufeff\u00ad]/.test(node.data);
  if (!isTag(node)) return false;
  return node.name === 'img' || node.children.some(hasContent);
}

/** The text inside, as it stands in the source. */
export function rawText(nodes: readonly ChildNode[]): string {
  let text = '';
  for (const node of nodes) {
    if (isText(node)) text += node.data;
    else if (isTag(node)) text += node.name === 'br' ? '\n' : rawText(node.children);
  }
  return text;
}

/** A run of inline nodes cut at its `<br>`, also those inside `<b>` and the like; the breaks themselves are dropped. */
export function piecesBetweenBreaks(run: readonly ChildNode[]): ChildNode[][] {
  const pieces: ChildNode[][] = [[]];
  for (const node of run) {
    if (!isTag(node) || !holdsBreak(node)) pieces.at(-1)?.push(node);
    else if (node.name === 'br') pieces.push([]);
    else {
      const [first, ...others] = piecesBetweenBreaks(node.children).map((children) =>
        copyAround(node, children),
      );
      if (first) pieces.at(-1)?.push(first);
      for (const piece of others) pieces.push([piece]);
    }
  }
  return pieces;
}

function holdsBreak(element: Element): boolean {
  return element.name === 'br' || element.children.some((child) => isTag(child) && holdsBreak(child));
}

function isBreak(node: ChildNode | undefined): boolean {
  return node !== undefined && isTag(node) && node.name === 'br';
}

function copyAround(element: Element, children: ChildNode[]): Element {
  const copy = new Element(element.name, { ...element.attribs });
  setChildren(copy, children);
  return copy;
}

/** Takes so much off the beginning of some nodes as a reader sees of `text`, and the space behind it. */
export function removeLeadingText(nodes: readonly ChildNode[], text: string): void {
  let left = text.replace(unseen, '').length;
  const visit = (node: ChildNode): boolean => {
    if (isTag(node)) return node.children.every(visit);
    if (!isText(node)) return true;
    let index = 0;
    while (index < node.data.length && (left > 0 || isUnseen(node.data, index))) {
      if (!isUnseen(node.data, index)) left -= 1;
      index += 1;
    }
    node.data = node.data.slice(index);
    return left > 0 || node.data === '';
  };
  nodes.every(visit);
  removeNodes(nodes.filter((node) => isTag(node) && node.name !== 'br' && !hasContent(node)));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a reader does not see
const unseen = /[\s\u0000-\u001f\u007f\u0085\u200b\u2060\ufeff\u00ad]/g;

function isUnseen(data: string, index: number): boolean {
  unseen.lastIndex = 0;
  return unseen.test(data.charAt(index));
}
