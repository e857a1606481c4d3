import { readRuleFile } from '../config/site-files.ts';
import { createRuleLayer, type RuleLayer } from '../normalize/operator/rule-layer.ts';
import { ruleFileSchema } from '../normalize/rules.ts';

/** The rules of one file to be tried, as in `rules` of a feed or in config/sites. Throws WiredeskError `invalid-input`. */
export function readRuleLayer(path: string): RuleLayer {
  const { name, rules, placeOf } = readRuleFile(path, ruleFileSchema);
  return createRuleLayer(rules, { scope: 'feed', name, placeOf });
}
