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
  cutAround(root, rules, removed);
  const parts = findArticle(root, rules);
  if (!parts.includes(root)) keepParts(root, parts, { rule: 'outside-article', removed });
}

/** Takes away what is inside of an element and no part of an article. */
export function cutAround(root: Element, rules: PageRules, removed: Removal[]): void {
  openAccordions(root);
  cutHidden(root, removed);
  cutWhere(root, (element) => isNamed(element, rules.embeds), 'embed', removed);
  cutFurniture(root, rules, removed);
}

/** A button in a heading opens what stands below it; its label is the heading. */
function openAccordions(root: Element): void {
  for (const heading of elementsIn(root)) {
    if (!headingElements.has(heading.name)) continue;
    for (const inner of elementsIn(heading)) if (inner.name === 'button') inner.name = 'span';
  }
}

/** Under which rule the rest is recorded. */
export interface RestRecord {
  rule: string;
  place?: string;
  removed: Removal[];
}

/** Leaves these parts, of which none is inside another, and nothing else. */
export function keepParts(root: Element, parts: Element[], rest: RestRecord): void {
  recordOthers(root, new Set(parts), rest);
  setChildren(root, parts);
}

/** What stands beside the parts, at every level above them. */
function recordOthers(element: Element, parts: ReadonlySet<Element>, rest: RestRecord): void {
  for (const child of element.children) {
    if (isTag(child) && parts.has(child)) continue;
    if (isTag(child) && elementsIn(child).some((inner) => parts.has(inner))) recordOthers(child, parts, rest);
    else record([child], rest.rule, rest.removed, rest.place);
  }
}
