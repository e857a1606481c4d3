import { join } from 'node:path';
import type { z } from 'zod';
import { describeIssues, dotted, type Fault, type Finding, faultsError, type Vocabulary } from './faults.ts';
import { ruleNames } from './rule-names.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';
import { yamlNames } from './yaml-names.ts';

const maxRuleFiles = 200;

/**
 * The rules of every *.yaml in `folder`, merged by their top-level keys and checked by `schema`.
 * Throws one WiredeskError `invalid-settings` that names every fault with file and line.
 */
export function loadRules<S extends z.ZodType>(folder: string, schema: S): z.output<S> {
  const files = readRuleFiles(folder);
  const unread = files.flatMap((file) => file.faults);
  if (unread.length > 0) throw faultsError('invalid-settings', unread);
  const { rules, owners, faults } = merge(files);
  const checked = schema.safeParse(rules);
  const findings = describeIssues(checked.error?.issues ?? [], rules, vocabulary(schema));
  for (const finding of findings) faults.push(locate(finding, owners, folder));
  if (faults.length > 0 || !checked.success) throw faultsError('invalid-settings', faults);
  return checked.data;
}

/** `owners` knows the file of every top-level key. */
function merge(files: readonly YamlFile[]) {
  const rules = new Map<string, unknown>();
  const owners = new Map<string, YamlFile>();
  const faults: Fault[] = [];
  for (const file of files) {
    if (typeof file.value !== 'object' || Array.isArray(file.value)) {
      faults.push(file.locate({ path: [], message: 'the file is no map; write rules under their names' }));
      continue;
    }
    for (const [name, rule] of Object.entries(file.value ?? {})) {
      if (owners.has(name)) faults.push(givenTwice(name, file, owners.get(name)));
      else owners.set(name, file);
      rules.set(name, rule);
    }
  }
  return { rules: Object.fromEntries(rules), owners, faults };
}

function givenTwice(name: string, file: YamlFile, owner: YamlFile | undefined): Fault {
  const other = owner?.locate({ path: [name], message: '' });
  const message = `${dotted([name])} is already given in ${other?.place}:${other?.line}; put the two together`;
  return file.locate({ path: [name], message });
}

function readRuleFiles(folder: string): YamlFile[] {
  return yamlNames(folder, maxRuleFiles)
    .map((name) => readYamlFile(join(folder, name)))
    .filter((file) => file !== null);
}

function locate(finding: Finding, owners: Map<string, YamlFile>, folder: string): Fault {
  const owner = owners.get(String(finding.path[0]));
  return owner?.locate(finding) ?? { place: folder, line: null, message: finding.message };
}

function vocabulary(schema: z.ZodType): Vocabulary {
  const names = ruleNames(schema, []);
  return {
    nameOf: (path) => dotted(path) || 'the rules',
    namesAt: () => names,
    hides: () => false,
  };
}
