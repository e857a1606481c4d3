import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import type { Removal } from '../../domain/article.ts';
import { rawText, setChildren } from '../dom-nodes.ts';
import { tidyLine } from '../tidy-text.ts';

const maxRecordedChars = 500;

/** Takes all elements away that a test finds, outermost first, and records their text. */
export function cutWhere(
  parent: Element,
  isCut: (element: Element) => boolean,
  rule: string,
  removed: Removal[],
): void {
  const kept: ChildNode[] = [];
  for (const child of parent.children) {
    if (isTag(child) && isCut(child)) record([child], rule, removed);
    else if (isTag(child) || isText(child)) kept.push(child);
  }
  if (kept.length < parent.children.length) setChildren(parent, kept);
  for (const child of kept) if (isTag(child)) cutWhere(child, isCut, rule, removed);
}

/** Notes the text of nodes that go; `place` says where the rule is written, of one that an operator wrote. */
export function record(
  nodes: readonly ChildNode[],
  rule: string,
  removed: Removal[],
  place?: string | undefined,
): void {
  const text = tidyLine(rawText(nodes));
  if (text !== '') removed.push({ rule, text: text.slice(0, maxRecordedChars), place });
}
