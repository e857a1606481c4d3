import type { ChildNode } from 'domhandler';
import { type Element, isTag } from 'domhandler';
import { rawText, removeNodes } from './dom-nodes.ts';
import type { Draft } from './draft.ts';
import { freeStructures, headingElements, inlineElements } from './html-elements.ts';
import { tidyLine, tidyPreformatted } from './tidy-text.ts';

/** A line as a reader sees it, and the nodes of the body it is made of. */
export interface Line {
  text: string;
  kind: 'text' | 'heading' | 'item' | 'row' | 'preformatted';
  nodes: readonly ChildNode[];
  /** Lines of one list, one table or one poem share it. */
  group: number;
  /** Which line of the body as it came, from 1. */
  number: number;
}

/** Reads the lines of a body that is laid out. */
export function readLines(root: Element): Line[] {
  const lines: Line[] = [];
  let lastGroup = 0;
  const add = (nodes: readonly ChildNode[], kind: Line['kind'], group: number, text: string): void => {
    if (text !== '') lines.push({ text, kind, nodes, group, number: lines.length + 1 });
  };
  const addPieces = (element: Element, kind: Line['kind'], group: number): void => {
    for (const nodes of childrenBetweenBreaks(element)) add(nodes, kind, group, tidyLine(rawText(nodes)));
  };
  const visit = (element: Element, outerGroup: number | null): void => {
    const group = outerGroup ?? ++lastGroup;
    const { name } = element;
    if (name === 'tr') add([element], 'row', group, rowText(element));
    else if (name === 'pre')
      add([element], 'preformatted', group, tidyPreformatted(rawText(element.children)));
    else if (headingElements.has(name)) addPieces(element, 'heading', group);
    else if (element.children.every((child) => !isTag(child) || inlineElements.has(child.name)))
      addPieces(element, outerGroup === null ? 'text' : 'item', group);
    else visitBlocks(element, freeStructures.has(name) ? group : outerGroup);
  };
  const visitBlocks = (parent: Element, group: number | null): void => {
    for (const child of parent.children) {
      if (isTag(child) && !inlineElements.has(child.name)) visit(child, group);
      else add([child], 'text', group ?? ++lastGroup, tidyLine(rawText([child])));
    }
  };
  for (const child of root.children) if (isTag(child)) visit(child, null);
  return lines;
}

/** Takes lines out of the body; what they were is recorded under the rule that took them, and the place of an operator's. */
export function takeLines(
  draft: Draft,
  lines: readonly Line[],
  rule: string,
  place?: string | undefined,
): void {
  if (lines.length === 0) return;
  for (const line of lines) {
    draft.removed.push({ rule, text: line.text, place, line: line.number });
    removeNodes(line.nodes);
  }
  let wasBelow = false;
  draft.lines = draft.lines.filter((line) => {
    const isTaken = lines.includes(line);
    if (wasBelow && !isTaken) draft.belowHeadline.add(line);
    wasBelow = isTaken && (wasBelow || rule === 'headline' || draft.belowHeadline.has(line));
    return !isTaken;
  });
}

/** Each piece but the first holds the break before it, so that the break goes with its line. */
function childrenBetweenBreaks(element: Element): ChildNode[][] {
  const pieces: ChildNode[][] = [[]];
  for (const child of element.children) {
    if (isTag(child) && child.name === 'br') pieces.push([]);
    pieces.at(-1)?.push(child);
  }
  return pieces;
}

function rowText(row: Element): string {
  const cells = row.children.filter(isTag).map((cell) => tidyLine(spacedText(cell)));
  return cells.filter((text) => text !== '').join(' | ');
}

function spacedText(element: Element): string {
  return element.children.map((child) => (isTag(child) ? spacedBlock(child) : rawText([child]))).join('');
}

function spacedBlock(element: Element): string {
  return inlineElements.has(element.name) ? rawText([element]) : ` ${spacedText(element)} `;
}
