import type { ChildNode } from 'domhandler';
import { type Element, isTag, isText } from 'domhandler';
import { hasContent, rawText, setChildren } from './dom-nodes.ts';
import type { Draft } from './draft.ts';
import {
  dissolvedBlocks,
  freeStructures,
  headingElements,
  inlineElements,
  keptBlocks,
  structureElements,
} from './html-elements.ts';
import { readLines } from './lines.ts';
import { paragraphsFromRun } from './paragraphs.ts';

/**
 * Puts the body into one shape, whatever it was written in: paragraphs, headings, lists, tables, quotes and figures in
 * a row; loose text and `<br>`-separated text become paragraphs, containers dissolve. Done twice it changes nothing.
 */
export function layOutBody(draft: Draft): void {
  setChildren(draft.root, layOutFlow(draft.root.children, 'body'));
  draft.lines = readLines(draft.root);
}

/** What the blocks stand in: in a figure, captions are kept and pictures need no paragraph. */
type Place = 'body' | 'figure';

function layOutFlow(nodes: readonly ChildNode[], place: Place): ChildNode[] {
  const blocks: ChildNode[] = [];
  let run: ChildNode[] = [];
  const flush = (): void => {
    const isPicture = place === 'figure' && !/\S/.test(rawText(run));
    const laidOut = isPicture ? run.filter(hasContent) : paragraphsFromRun(run);
    for (const node of laidOut) blocks.push(node);
    run = [];
  };
  const visit = (node: ChildNode): void => {
    if (!isTag(node)) {
      if (isText(node)) run.push(node);
    } else if (isInline(node)) {
      setChildren(node, layOutInline(node.children));
      run.push(node);
    } else if (isKeptBlock(node) || (node.name === 'figcaption' && place === 'figure')) {
      flush();
      blocks.push(...layOutBlock(node, place));
    } else {
      const breaksLine = dissolvedBlocks.has(node.name);
      if (breaksLine) flush();
      for (const child of node.children) visit(child);
      if (breaksLine) flush();
    }
  };
  for (const node of nodes) visit(node);
  flush();
  return blocks;
}

function layOutBlock(element: Element, place: Place): ChildNode[] {
  const { name } = element;
  if (name === 'hr') return [element];
  if (name === 'figcaption') return layOutCell(element) ? [element] : [];
  if (freeStructures.has(name)) return layOutStructure(element, place);
  if (name === 'pre' || headingElements.has(name)) setChildren(element, layOutInline(element.children));
  else setChildren(element, layOutFlow(element.children, name === 'figure' ? 'figure' : 'body'));
  return hasContent(element) ? [element] : [];
}

/** A list or a table; what may not stand directly in it goes before it, as browsers do with tables. */
function layOutStructure(element: Element, place: Place): ChildNode[] {
  const allowed = structureElements[element.name] ?? new Set<string>();
  const strays: ChildNode[] = [];
  const children: ChildNode[] = [];
  for (const child of element.children) {
    if (!isTag(child) || !allowed.has(child.name)) strays.push(child);
    else if (structureElements[child.name]) {
      const laidOut = layOutStructure(child, place);
      strays.push(...laidOut.filter((node) => node !== child));
      if (laidOut.includes(child)) children.push(child);
    } else if (layOutCell(child)) children.push(child);
  }
  setChildren(element, children);
  const before = layOutFlow(strays, place);
  return hasContent(element) ? [...before, element] : before;
}

function layOutCell(cell: Element): boolean {
  const holdsBlocks = cell.children.some(holdsBlock);
  setChildren(cell, holdsBlocks ? layOutFlow(cell.children, 'body') : layOutInline(cell.children));
  return cell.name === 'td' || cell.name === 'th' || hasContent(cell);
}

/** Inside a line: elements that mean nothing to a reader dissolve. */
function layOutInline(nodes: readonly ChildNode[]): ChildNode[] {
  return nodes.flatMap((node) => {
    if (isText(node)) return [node];
    if (!isTag(node)) return [];
    const children = layOutInline(node.children);
    if (!inlineElements.has(node.name)) return children;
    setChildren(node, children);
    return [node];
  });
}

function isInline(element: Element): boolean {
  return inlineElements.has(element.name) && !element.children.some(holdsBlock);
}

function isKeptBlock(element: Element): boolean {
  if (headingElements.has(element.name)) return !element.children.some(holdsBlock);
  return keptBlocks.has(element.name) || freeStructures.has(element.name);
}

function holdsBlock(node: ChildNode): boolean {
  if (!isTag(node)) return false;
  const isBlock =
    dissolvedBlocks.has(node.name) ||
    keptBlocks.has(node.name) ||
    freeStructures.has(node.name) ||
    headingElements.has(node.name);
  return isBlock || node.children.some(holdsBlock);
}
