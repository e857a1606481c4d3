import type { SiteRulesConfig } from '../rules.ts';
import { type OperatorRules, operatorRulesOf } from './operator-rules.ts';

/** For whom rules hold; those of outlets go before those of sites, and those of feeds before both. */
export type RuleScope = 'site' | 'outlet' | 'feed';

/** Where the rules of a layer are written. */
export interface RuleOrigin {
  scope: RuleScope;
  /** `sites/example.com.yaml`, `feed 7`. */
  name: string;
  /** Where in it a path of keys and positions is written: `sites/example.com.yaml:12`. */
  placeOf(path: readonly (string | number)[]): string;
}

/** The rules of one site, outlet or feed, checked; prepared when they are first needed. */
export interface RuleLayer {
  /** What is laid over the words of config/rules. */
  words: Record<string, unknown>;
  operator(): OperatorRules;
}

/** Rules of a feed, or of a file of config/sites, whomever that is for. */
export function createRuleLayer(rules: SiteRulesConfig, origin: RuleOrigin): RuleLayer {
  const { hosts: _, outlets: __, examples: ___, ...held } = rules;
  const { body, remove, removeLines, fields, set, authorAliases, agencyAliases, fullText, ...words } = held;
  const own = { body, remove, removeLines, fields, set, authorAliases, agencyAliases, fullText };
  let prepared: OperatorRules | null = null;
  return {
    words,
    operator() {
      prepared ??= operatorRulesOf(own, origin);
      return prepared;
    },
  };
}
