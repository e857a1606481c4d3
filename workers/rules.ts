import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRules } from '../src/config/rules.ts';
import { readSiteFiles } from '../src/config/site-files.ts';
import { createRuleBook, type RuleBook } from '../src/normalize/rule-book.ts';
import { compileRules, normalizeRulesSchema, siteRulesSchema } from '../src/normalize/rules.ts';

const shippedRules = fileURLToPath(new URL('../config/rules', import.meta.url));

/**
 * The rules in `configFolder`; for words those that come with the program where it has none. Throws one WiredeskError
 * `invalid-settings` that names every fault with file and line.
 */
export function readRules(configFolder: string): RuleBook {
  const own = join(configFolder, 'rules');
  const common = compileRules(loadRules(existsSync(own) ? own : shippedRules, normalizeRulesSchema));
  return createRuleBook(common, readSiteFiles(join(configFolder, 'sites'), siteRulesSchema));
}
