import { type Element, isTag } from 'domhandler';
import type { Removal } from '../../domain/article.ts';
import { elementsIn, setChildren } from '../dom-nodes.ts';
import { headingElements } from '../html-elements.ts';
import { cutFurniture } from './cut-furniture.ts';
import { cutWhere, record } from './cut-where.ts';
import { findArticle } from './find-article.ts';
import { cutHidden } from './hidden-parts.ts';
import { isNamed } from './name-words.ts';
import type { PageRules } from './page-rules.ts';

/** Leaves of a page its article. */
export function keepArticle(root: Element, rules: PageRules, removed: Removal[]): void {
  openAccordions(root);
  cutHidden(root, removed);
  cutWhere(root, (element) => isNamed(element, rules.embeds), 'embed', removed);
  cutFurniture(root, rules, removed);
  const parts = findArticle(root, rules);
  if (parts.includes(root)) return;
  recordOthers(root, new Set(parts), removed);
  setChildren(root, parts);
}

/** A button in a heading opens what stands below it; its label is the heading. */
function openAccordions(root: Element): void {
  for (const heading of elementsIn(root)) {
    if (!headingElements.has(heading.name)) continue;
    for (const inner of elementsIn(heading)) if (inner.name === 'button') inner.name = 'span';
  }
}

/** What stands beside the parts of the article, at every level above them. */
function recordOthers(element: Element, parts: ReadonlySet<Element>, removed: Removal[]): void {
  for (const child of element.children) {
    if (isTag(child) && parts.has(child)) continue;
    if (isTag(child) && elementsIn(child).some((inner) => parts.has(inner)))
      recordOthers(child, parts, removed);
    else record([child], 'outside-article', removed);
  }
}
