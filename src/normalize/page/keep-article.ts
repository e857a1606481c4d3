import type { Element } from 'domhandler';
import type { Removal } from '../../domain/article.ts';
import { setChildren } from '../dom-nodes.ts';
import { cutFurniture } from './cut-furniture.ts';
import { record } from './cut-where.ts';
import { findArticle } from './find-article.ts';
import type { PageRules } from './page-rules.ts';
import { settleHidden } from './settle-hidden.ts';

/** Leaves of a page its article. */
export function keepArticle(root: Element, rules: PageRules, removed: Removal[]): void {
  settleHidden(root, removed);
  cutFurniture(root, rules, removed);
  const article = findArticle(root, rules);
  if (article === root) return;
  recordOthers(article, root, removed);
  setChildren(root, [article]);
}

/** What stands beside the article, at every level above it. */
function recordOthers(article: Element, root: Element, removed: Removal[]): void {
  for (let inner = article; inner !== root; inner = inner.parent as Element) {
    const siblings = inner.parent?.children ?? [];
    for (const sibling of siblings) if (sibling !== inner) record([sibling], 'outside-article', removed);
  }
}
