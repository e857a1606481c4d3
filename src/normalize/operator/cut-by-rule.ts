import type { Element } from 'domhandler';
import { setChildren } from '../dom-nodes.ts';
import { record } from '../page/cut-where.ts';
import { outermost } from './outermost.ts';
import { noteTried, type RuledDocument } from './ruled-document.ts';

/** Takes the elements away that operators have no use for, before anything is read of them. */
export function cutByRule(document: RuledDocument): void {
  if (document.type === 'text') return;
  for (const rule of document.rules.operator.remove) {
    const found = outermost(rule.find(document.root));
    noteTried(document, rule, found.length > 0);
    if (found.length === 0) continue;
    record(found, rule.rule, document.removed, rule.place);
    cut(found);
  }
}

/** Each parent once: page after page of siblings costs what one does. */
function cut(elements: readonly Element[]): void {
  const gone = new Set<unknown>(elements);
  for (const parent of new Set(elements.map((element) => element.parent)))
    if (parent)
      setChildren(
        parent,
        parent.children.filter((child) => !gone.has(child)),
      );
}
