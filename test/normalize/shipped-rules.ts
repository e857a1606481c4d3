import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compileRules, type NormalizeRules, normalizeRulesSchema } from '../../src/normalize/rules.ts';

const folder = new URL('../../config/rules/', import.meta.url);

/** The rules that the project ships with. */
export function readShippedRules(): NormalizeRules {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const merged = Object.assign(
    {},
    ...files.map((name) => parse(readFileSync(new URL(name, folder), 'utf8'))),
  );
  return compileRules(normalizeRulesSchema.parse(merged));
}
