import { _compileUnsafe } from 'css-select';
import type { Selector as Token } from 'css-what';
import { type AnyNode, type Element, isTag } from 'domhandler';
import { type Combinator, readSelector, type SelectorPart } from './read-selector.ts';
import { beginningOfText, selectorTree } from './selector-tree.ts';

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

/** Results are kept by element: a selector is asked once of a document, before that changes. */
const options = {
  adapter: selectorTree,
  cacheResults: true,
  // css-select's own passes over what stands in an element whose text does not hold it, but only the beginning is looked at.
  pseudos: {
    contains: (element: Element, text?: string | null) => beginningOfText(element).includes(text ?? ''),
    icontains: (element: Element, text?: string | null) =>
      beginningOfText(element)
        .toLowerCase()
        .includes((text ?? '').toLowerCase()),
  },
};

function toStep({ tokens, combinator, isLast }: SelectorPart): Step {
  const own = compileTokens(tokens.filter((token) => childrenIn(token) === null));
  const children = tokens.flatMap((token) => childrenIn(token) ?? []).map(compileTokens);
  const matches = (element: Element) =>
    own(element) && children.every((fits) => element.children.some((child) => isTag(child) && fits(child)));
  return { matches: children.length === 0 ? own : matches, combinator, isLast };
}

function compileTokens(tokens: Token[]): (element: Element) => boolean {
  return tokens.length === 0 ? () => true : _compileUnsafe<AnyNode, Element>([tokens], options);
}

/** What stands in `:has(> b)`: css-select looks for it in all that an element holds, once for each that holds it. */
function childrenIn(token: Token): Token[][] | null {
  if (token.type !== 'pseudo' || token.name !== 'has' || !Array.isArray(token.data)) return null;
  const [first, ...others] = token.data;
  return first?.[0]?.type === 'child' && others.length === 0 ? [first.slice(1)] : null;
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
