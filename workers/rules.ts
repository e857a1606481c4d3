import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadRules } from '../src/config/rules.ts';
import { compileRules, type NormalizeRules, normalizeRulesSchema } from '../src/normalize/rules.ts';

const shippedRules = fileURLToPath(new URL('../config/rules', import.meta.url));

/** The rules in `configFolder`; those that come with the program where it has none. */
export function readRules(configFolder: string): NormalizeRules {
  const own = join(configFolder, 'rules');
  return compileRules(loadRules(existsSync(own) ? own : shippedRules, normalizeRulesSchema));
}
