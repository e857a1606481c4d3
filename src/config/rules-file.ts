import { describeIssues, dotted, faultsError } from './faults.ts';
import type { FeedRulesSchema } from './feed-schema.ts';
import { ruleNames } from './rule-names.ts';
import { readYamlFile } from './yaml-file.ts';

/**
 * The rules of one feed in a file of their own, as they stand under `rules` in feeds.yaml. Throws one WiredeskError
 * `invalid-settings` that names every fault with its line.
 */
export function readRulesFile(path: string, schema: FeedRulesSchema): Record<string, unknown> {
  const file = readYamlFile(path);
  if (!file) {
    throw faultsError('invalid-settings', [{ place: path, line: null, message: 'there is no such file' }]);
  }
  if (file.faults.length > 0) throw faultsError('invalid-settings', file.faults);
  const checked = schema.safeParse(file.value);
  if (checked.success) return checked.data;
  const names = ruleNames(schema, []);
  const findings = describeIssues(checked.error.issues, file.value, {
    nameOf: (steps) => dotted(steps) || 'the rules',
    namesAt: () => names,
    hides: () => false,
  });
  throw faultsError('invalid-settings', findings.map(file.locate));
}
