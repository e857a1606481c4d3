import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { describeIssues, dotted, type Fault, faultsError, type Path } from './faults.ts';
import { ruleNames } from './rule-names.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';
import { yamlNames } from './yaml-names.ts';

/** A file of rules, checked. */
export interface RuleFile<Rules> {
  /** `sites/example.com.yaml`. */
  name: string;
  rules: Rules;
  /** `sites/example.com.yaml:12`. */
  placeOf(path: Path): string;
}

/** Whom a file of config/sites is for. */
interface Addressed {
  hosts?: readonly string[] | undefined;
  outlets?: readonly string[] | undefined;
}

const maxSiteFiles = 20_000;
const noMap = 'the file is no map; write rules under their names';

/**
 * The files of `folder`, each with rules for its hosts and outlets; none where there is no folder.
 * Throws one WiredeskError `invalid-settings` that names every fault with file and line.
 */
export function readSiteFiles<S extends z.ZodType<Addressed>>(
  folder: string,
  schema: S,
): RuleFile<z.output<S>>[] {
  if (!existsSync(folder)) return [];
  const names = yamlNames(folder, maxSiteFiles);
  const keys = ruleNames(schema, []);
  const faults: Fault[] = [];
  const owners = new Map<string, string>();
  const files = names.flatMap((name) => {
    const path = join(folder, name);
    const file = readYamlFile(path);
    if (file === null) return [];
    const { rules, found } = check(file, schema, keys);
    const places = linesOf(file);
    if (rules !== null) found.push(...claimed(rules, file, owners));
    faults.push(...found);
    return rules === null ? [] : [ruleFile(`${basename(folder)}/${name}`, rules, places)];
  });
  if (faults.length > 0) throw faultsError('invalid-settings', faults);
  return files;
}

/** One file of rules, whomever it is for. Throws WiredeskError `invalid-input` that names every fault with its line. */
export function readRuleFile<S extends z.ZodType>(path: string, schema: S): RuleFile<z.output<S>> {
  const file = readYamlFile(path);
  if (file === null)
    throw faultsError('invalid-input', [{ place: path, line: null, message: 'there is no such file' }]);
  const { rules, found } = check(file, schema, ruleNames(schema, []));
  if (rules === null) throw faultsError('invalid-input', found);
  return ruleFile(path, rules, linesOf(file));
}

function check<S extends z.ZodType>(
  file: YamlFile,
  schema: S,
  keys: readonly string[],
): { rules: z.output<S> | null; found: Fault[] } {
  if (file.faults.length > 0) return { rules: null, found: file.faults };
  if (typeof file.value !== 'object' || file.value === null || Array.isArray(file.value))
    return { rules: null, found: [file.locate({ path: [], message: noMap })] };
  const checked = schema.safeParse(file.value);
  if (checked.success) return { rules: checked.data, found: [] };
  const vocabulary = {
    nameOf: (path: Path) => dotted(path) || 'the rules',
    namesAt: () => keys,
    hides: () => false,
  };
  const findings = describeIssues(checked.error.issues, file.value, vocabulary);
  return { rules: null, found: findings.map(file.locate) };
}

/** Hosts and outlets that another file is for already. */
function claimed(
  { hosts = [], outlets = [] }: Addressed,
  file: YamlFile,
  owners: Map<string, string>,
): Fault[] {
  const faults: Fault[] = [];
  const claim = (key: 'hosts' | 'outlets', value: string, index: number) => {
    const here = file.locate({ path: [key, index], message: '' });
    const owner = owners.get(`${key} ${value.toLowerCase()}`);
    const message = `${dotted([key, index])} is ${JSON.stringify(value)}, which ${owner} is for already; put the two together`;
    if (owner) faults.push({ ...here, message });
    owners.set(`${key} ${value.toLowerCase()}`, `${here.place}:${here.line}`);
  };
  for (const [index, host] of hosts.entries()) claim('hosts', host, index);
  for (const [index, outlet] of outlets.entries()) claim('outlets', outlet, index);
  return faults;
}

function ruleFile<Rules>(name: string, rules: Rules, lines: ReadonlyMap<string, number>): RuleFile<Rules> {
  return { name, rules, placeOf: (path) => `${name}:${lines.get(dotted(path)) ?? 1}` };
}

/** The line of every entry, three steps deep: the documents themselves are too large to be kept. */
function linesOf(file: YamlFile): Map<string, number> {
  const lines = new Map<string, number>();
  const visit = (value: unknown, path: Path): void => {
    if (path.length > 0) lines.set(dotted(path), file.locate({ path, message: '' }).line ?? 1);
    if (path.length === 3 || typeof value !== 'object' || value === null) return;
    const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
    for (const step of steps) visit(Reflect.get(value, step), [...path, step]);
  };
  visit(file.value, []);
  return lines;
}
