import { join } from 'node:path';
import { type Environment, type EnvironmentValue, readEnvironment } from './environment.ts';
import {
  describeIssues,
  dotted,
  type Fault,
  faultsError,
  type Issue,
  type Path,
  type Vocabulary,
} from './faults.ts';
import { listSettings } from './setting-list.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { readYamlFile } from './yaml-file.ts';

/**
 * The settings: `wiredesk.yaml` in `folder` (absent: all defaults), the environment laid over it.
 * Throws one WiredeskError `invalid-settings` that names every fault; no secret is ever shown.
 */
export function loadSettings({ folder, env }: { folder: string; env: Environment }): Settings {
  const path = join(folder, 'wiredesk.yaml');
  const file = readYamlFile(path);
  const environment = readEnvironment(env);
  const merged = overlay(file?.value, environment.values);
  const checked = settingsSchema.safeParse(merged);
  const whole = file === null || file.faults.length === 0;
  const issues = checked.success ? (whole ? contradictions(checked.data) : []) : checked.error.issues;
  const faults: Fault[] = [...(file?.faults ?? []), ...environment.faults];
  for (const finding of describeIssues(issues, merged, vocabulary())) {
    const variable = variableOf(finding.path, environment.values);
    if (variable) faults.push({ place: variable, line: null, message: finding.message });
    else faults.push(file?.locate(finding) ?? { place: path, line: null, message: finding.message });
  }
  if (faults.length > 0 || !checked.success) throw faultsError('invalid-settings', faults);
  return checked.data;
}

function overlay(fileValue: unknown, values: readonly EnvironmentValue[]): unknown {
  if (!isMap(fileValue ?? {})) return fileValue;
  const sections = Object.fromEntries(
    Object.entries(fileValue ?? {}).map(([name, section]) => [name, section ?? {}]),
  );
  for (const { setting, value } of values) {
    const section = sections[setting.section] ?? {};
    if (isMap(section)) sections[setting.section] = { ...section, [setting.name]: value };
  }
  return sections;
}

/** Settings that are each in range and yet cannot all hold. The fault is put on the one that was changed. */
function contradictions({ schedule }: Settings): Issue[] {
  const { minIntervalSeconds, intervalSeconds, maxIntervalSeconds } = schedule;
  const issues: Issue[] = [];
  if (minIntervalSeconds > intervalSeconds)
    issues.push(tooLarge('minIntervalSeconds', 'intervalSeconds', schedule));
  if (intervalSeconds > maxIntervalSeconds)
    issues.push(tooLarge('intervalSeconds', 'maxIntervalSeconds', schedule));
  return issues;
}

type Schedule = Settings['schedule'];

function tooLarge(small: keyof Schedule, large: keyof Schedule, schedule: Schedule): Issue {
  const standard = settingsSchema.parse({}).schedule;
  return schedule[small] === standard[small]
    ? {
        code: 'custom',
        path: ['schedule', large],
        message: `use at least schedule.${small}, which is ${schedule[small]}`,
      }
    : {
        code: 'custom',
        path: ['schedule', small],
        message: `use at most schedule.${large}, which is ${schedule[large]}`,
      };
}

/** Shows the values of settings that are known and no secrets; anything else may be a secret in the wrong place. */
function vocabulary(): Vocabulary {
  const sections = listSettings();
  const settings = sections.flatMap((section) => section.settings);
  const open = new Set(
    settings.filter(({ secretEnv }) => !secretEnv).map(({ section, name }) => `${section}.${name}`),
  );
  const names = [
    ...sections.map(({ name }) => name),
    ...settings.map(({ section, name }) => `${section}.${name}`),
  ];
  return {
    nameOf: (path) => dotted(path) || 'the file',
    namesAt: () => names,
    hides: (path) => !open.has(path.slice(0, 2).join('.')),
  };
}

function variableOf(path: Path, values: readonly EnvironmentValue[]): string | undefined {
  const [section, name] = path;
  return values.find(({ setting }) => setting.section === section && setting.name === name)?.variable;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
