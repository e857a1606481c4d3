import { keepParts } from '../page/keep-article.ts';
import { outermost } from './outermost.ts';
import { noteTried, type RuledDocument } from './ruled-document.ts';

/** Leaves of the document what the first selector finds that finds anything, and says where that is written; null where none does. */
export function takeRuledBody(document: RuledDocument): string | null {
  if (document.type === 'text') return null;
  for (const rule of document.rules.operator.body) {
    const parts = outermost(rule.find(document.root));
    noteTried(document, rule, parts.length > 0);
    if (parts.length === 0) continue;
    keepParts(document.root, parts, { rule: rule.rule, place: rule.place, removed: document.removed });
    return rule.place;
  }
  return null;
}
