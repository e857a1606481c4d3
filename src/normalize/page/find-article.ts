import { type Element, isTag } from 'domhandler';
import { elementsIn } from '../dom-nodes.ts';
import { leadIn } from './lead-in.ts';
import { measureText, type TextMeasures } from './measure-text.ts';
import { isNamed } from './name-words.ts';
import type { PageRules } from './page-rules.ts';

/** From one element to the next inside it as long as so much of the prose stays. */
const minShareInside = 0.85;
/** An element that says that it is the article's body may hold less: parts of the prose are biographies and teasers. */
const minShareNamed = 0.5;

/** The elements of a page that hold its article: the innermost one around nearly all of the prose, and what leads in. */
export function findArticle(root: Element, rules: PageRules): Element[] {
  const measures = measureText(root);
  const article = innermost(root, measures, rules);
  return [...leadIn(article, root, measures), article];
}

function innermost(root: Element, measures: TextMeasures, rules: PageRules): Element {
  const article = descend(root, measures, minShareInside);
  const named = elementsIn(article).filter((element) => isBody(element, rules));
  const best = mostProse(named, measures);
  if (best === null || proseOf(best, measures) < minShareNamed * proseOf(article, measures)) return article;
  return isOneOfSeveral(best, named, measures) ? article : descend(best, measures, 1);
}

/** Some sites set every part of an article into a body of its own. */
function isOneOfSeveral(body: Element, named: readonly Element[], measures: TextMeasures): boolean {
  const alike = named.filter(({ attribs }) => attribs['class'] === body.attribs['class']);
  const together = alike.reduce((sum, element) => sum + proseOf(element, measures), 0);
  return proseOf(body, measures) < minShareInside * together;
}

function descend(from: Element, measures: TextMeasures, minShare: number): Element {
  let current = from;
  for (;;) {
    const inside = mostProse(current.children.filter(isTag), measures);
    if (
      inside === null ||
      isText(inside) ||
      proseOf(inside, measures) < minShare * proseOf(current, measures)
    )
      return current;
    current = inside;
  }
}

/** A paragraph, a list or a quote is text and holds no article. */
function isText({ name }: Element): boolean {
  return /^(?:p|ul|ol|dl|blockquote|pre|h[1-6]|figure|li)$/.test(name);
}

function isBody(element: Element, rules: PageRules): boolean {
  return (
    element.attribs['itemprop'] === 'articleBody' ||
    element.name === 'article' ||
    isNamed(element, rules.content)
  );
}

/** The first of those with the most prose: of two, one inside the other, the outer one. */
function mostProse(elements: readonly Element[], measures: TextMeasures): Element | null {
  let best: Element | null = null;
  for (const element of elements)
    if (proseOf(element, measures) > (best === null ? 0 : proseOf(best, measures))) best = element;
  return best;
}

function proseOf(element: Element, measures: TextMeasures): number {
  return measures.get(element)?.prose ?? 0;
}
