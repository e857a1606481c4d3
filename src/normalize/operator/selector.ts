import { _compileUnsafe } from 'css-select';
import type { Selector as Token } from 'css-what';
import { type AnyNode, type Element, isTag } from 'domhandler';
import { type Combinator, readSelector, type SelectorPart } from './read-selector.ts';
import { selectorTree } from './selector-tree.ts';

/** Finds the elements below a root that a selector means, in document order. */
export type Selector = (root: Element) => Element[];

/** A part of the selector: bit `index` of a match says that an element fits it and all before it. */
interface Step {
  matches: (element: Element) => boolean;
  combinator: Combinator;
  isLast: boolean;
}

/**
 * Prepares a selector; null where readSelector refuses it. Combinators are followed in one walk from the root down,
 * for looking up from each element takes exponential time in nested pages: linear in the page for any selector.
 */
export function compileSelector(text: string): Selector | null {
  const read = readSelector(text);
  if (read.kind === 'refused') return null;
  const steps = read.parts.map(toStep);
  return (root) => {
    const found: Element[] = [];
    walk(root, { parent: 0, ancestors: 0 }, steps, found);
    return found;
  };
}

/** Whether css-select takes a selector that readSelector lets pass: a formula for `:nth-child` can still be none. */
export function canCompile(text: string): boolean {
  try {
    return compileSelector(text) !== null;
  } catch {
    return false;
  }
}

function toStep({ tokens, combinator, isLast }: SelectorPart): Step {
  const options = { adapter: selectorTree, cacheResults: false };
  const matches = _compileUnsafe<AnyNode, Element>([tokens as Token[]], options);
  return { matches, combinator, isLast };
}

/** What the elements above fit, as bits. */
interface Above {
  parent: number;
  ancestors: number;
}

function walk(parent: Element, above: Above, steps: readonly Step[], found: Element[]): void {
  let previous = 0;
  let earlier = 0;
  for (const child of parent.children) {
    if (!isTag(child)) continue;
    const before = {
      start: -1,
      child: above.parent,
      descendant: above.ancestors,
      adjacent: previous,
      sibling: earlier,
    };
    const fits = fitting(child, before, steps, found);
    walk(child, { parent: fits, ancestors: above.ancestors | fits }, steps, found);
    previous = fits;
    earlier |= fits;
  }
}

function fitting(
  element: Element,
  before: Record<Combinator, number>,
  steps: readonly Step[],
  found: Element[],
): number {
  let fits = 0;
  let isFound = false;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as Step;
    const isReached = step.combinator === 'start' || (before[step.combinator] & (1 << (index - 1))) !== 0;
    if (!isReached || !step.matches(element)) continue;
    fits |= 1 << index;
    isFound ||= step.isLast;
  }
  if (isFound) found.push(element);
  return fits;
}
