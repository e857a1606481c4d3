import type { Element } from 'domhandler';
import type { Removal } from '../../domain/article.ts';
import type { NormalizeInput } from '../normalize-input.ts';
import type { NormalizeRules } from '../rules.ts';
import type { RuleName } from './operator-rules.ts';

/** A document that the rules of operators are applied to, before it is an article in the making. */
export interface RuledDocument {
  type: NormalizeInput['type'];
  root: Element;
  rules: NormalizeRules;
  removed: Removal[];
  tried: Map<string, boolean>;
}

/** Notes that a rule was tried, and whether it found anything. */
export function noteTried(
  { type, tried }: Pick<RuledDocument, 'type' | 'tried'>,
  { id, isForPages }: RuleName,
  hasFound: boolean,
): void {
  if (hasFound || !isForPages || type === 'page') tried.set(id, hasFound || tried.get(id) === true);
}
