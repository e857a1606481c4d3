import { type ChildNode, type Element, isTag } from 'domhandler';
import { elementsIn } from '../dom-nodes.ts';
import type { TextMeasures } from './measure-text.ts';

/** A shorter text above the article is its subtitle, in characters without spaces. */
const minLeadChars = 240;
const maxShareOfArticle = 0.35;
const maxLinkShare = 0.3;

/** What opens an article and stands before the element that holds the rest of it, below the headline. */
export function leadIn(article: Element, root: Element, measures: TextMeasures): Element[] {
  const headlines = new Set(elementsIn(root).filter(({ name }) => name === 'h1'));
  const lead: Element[] = [];
  for (let inner = article; inner !== root && inner.parent !== null; inner = inner.parent as Element) {
    const siblings = inner.parent.children;
    const before = siblings.slice(0, siblings.indexOf(inner)).filter(isTag);
    const headlineAt = before.findLastIndex((sibling) => holds(sibling, headlines));
    lead.unshift(...before.slice(headlineAt + 1).filter((sibling) => isText(sibling, measures)));
    if (headlineAt >= 0) return isLead(lead, article, measures) ? lead : [];
  }
  return [];
}

function isLead(lead: readonly Element[], article: Element, measures: TextMeasures): boolean {
  const prose = lead.reduce((sum, element) => sum + (measures.get(element)?.prose ?? 0), 0);
  return prose >= minLeadChars && prose <= maxShareOfArticle * (measures.get(article)?.prose ?? 0);
}

function isText(element: Element, measures: TextMeasures): boolean {
  const { all, linked, prose } = measures.get(element) ?? { all: 0, linked: 0, prose: 0 };
  return prose > 0 && linked <= maxLinkShare * all;
}

function holds(node: ChildNode, wanted: ReadonlySet<Element>): boolean {
  return isTag(node) && (wanted.has(node) || node.children.some((child) => holds(child, wanted)));
}
