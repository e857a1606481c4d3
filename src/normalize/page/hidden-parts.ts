import { type Element, isTag } from 'domhandler';
import type { Removal } from '../../domain/article.ts';
import { isHidden } from '../strip-invisible.ts';
import { cutWhere } from './cut-where.ts';
import { measureText, type TextMeasures } from './measure-text.ts';

/** Where less of the prose than this can be seen, scripts show the rest: the article itself is hidden. */
const minVisibleShare = 0.25;

/** Shows everything of a page that hides its article until scripts run. */
export function showHiddenArticle(root: Element): void {
  const measures = measureText(root);
  const all = measures.get(root)?.prose ?? 0;
  if (all - hiddenProse(root, measures) < minVisibleShare * all) reveal(root);
}

/** Takes away what is hidden, such as dialogs and copies. */
export function cutHidden(root: Element, removed: Removal[]): void {
  cutWhere(root, isHidden, 'hidden', removed);
}

function hiddenProse(parent: Element, measures: TextMeasures): number {
  const children = parent.children.filter(isTag);
  return children.reduce(
    (sum, child) =>
      sum + (isHidden(child) ? (measures.get(child)?.prose ?? 0) : hiddenProse(child, measures)),
    0,
  );
}

function reveal({ attribs, children }: Element): void {
  delete attribs['hidden'];
  delete attribs['style'];
  for (const child of children) if (isTag(child)) reveal(child);
}
