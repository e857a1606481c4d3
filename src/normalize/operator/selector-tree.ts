import type { Options } from 'css-select';
import { type AnyNode, type Element, hasChildren, isTag, isText } from 'domhandler';

/** Wider families have no siblings to a selector, so that counting children stays linear. */
const maxSiblings = 1_000;
/** So much of an element's text `:contains` looks at, in characters and in nodes. */
const maxTextChars = 1_000;
const maxTextNodes = 200;

/** The tree of a page as css-select sees it: what would take quadratic time on hostile pages is bounded. */
export const selectorTree: NonNullable<Options<AnyNode, Element>['adapter']> = {
  isTag,
  getAttributeValue: (element, name) => element.attribs[name],
  getChildren: (node) => (hasChildren(node) ? node.children : []),
  getName: (element) => element.name,
  getParent: (element) => element.parent,
  getSiblings: siblingsOf,
  prevElementSibling: (element) => {
    let previous = element.prev;
    while (previous !== null && !isTag(previous)) previous = previous.prev;
    return previous;
  },
  getText: beginningOfText,
  hasAttrib: (element, name) => Object.hasOwn(element.attribs, name),
  removeSubsets: (nodes) => nodes,
};

function siblingsOf(node: AnyNode): AnyNode[] {
  const siblings = node.parent?.children ?? [];
  return siblings.length > maxSiblings ? [node] : siblings;
}

/** The first 1,000 characters of the text in an element. */
export function beginningOfText(node: AnyNode): string {
  let text = '';
  let nodes = 0;
  const visit = (inner: AnyNode): boolean => {
    nodes += 1;
    if (isText(inner)) text += inner.data.slice(0, maxTextChars);
    else if (hasChildren(inner)) inner.children.every(visit);
    return nodes < maxTextNodes && text.length < maxTextChars;
  };
  visit(node);
  return text;
}
