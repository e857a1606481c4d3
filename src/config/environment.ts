import { readFileSync } from 'node:fs';
import { closest } from 'fastest-levenshtein';
import type { Fault } from './faults.ts';
import { environmentName, listSettings, type SettingEntry } from './setting-list.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that the environment gives, as text or what the text stands for; not yet checked. */
export interface EnvironmentValue {
  setting: SettingEntry;
  /** The variable it came from, `DATABASE_URL_FILE` where that was it. */
  variable: string;
  value: unknown;
}

const configFolderName = 'WIREDESK_CONFIG_FOLDER';
/** WIREDESK_TEST_… and WIREDESK_BENCH_… are for tests and benchmarks, whose processes inherit them. */
const ours = /^WIREDESK_(?!TEST_|BENCH_)/;
const decimal = /^-?\d{1,20}(?:\.\d{1,20})?$/;

/** The folder of the config files: WIREDESK_CONFIG_FOLDER, else `config` in the folder the command was started in. */
export function configFolder(env: Environment): string {
  return env[configFolderName] || 'config';
}

/** The settings found in the environment. An empty variable counts as absent; an unknown WIREDESK_… is a fault. */
export function readEnvironment(env: Environment): { values: EnvironmentValue[]; faults: Fault[] } {
  const settings = listSettings().flatMap((section) => section.settings);
  const faults = unknownNames(env, settings);
  const values: EnvironmentValue[] = [];
  for (const setting of settings) {
    const found = textOf(setting, env);
    if (found.kind === 'fault') faults.push(found.fault);
    if (found.kind === 'text')
      values.push({ setting, variable: found.variable, value: readAs(setting, found.text) });
  }
  return { values, faults };
}

type Found =
  | { kind: 'absent' }
  | { kind: 'text'; text: string; variable: string }
  | { kind: 'fault'; fault: Fault };

function textOf(setting: SettingEntry, env: Environment): Found {
  const text = env[setting.env];
  const fileVariable = `${setting.env}_FILE`;
  const file = setting.secretEnv ? env[fileVariable] : undefined;
  if (text && file) return fault(fileVariable, `${setting.env} is set, too; unset one of the two`);
  if (file) return textInFile(file, fileVariable);
  return text ? { kind: 'text', text, variable: setting.env } : { kind: 'absent' };
}

function textInFile(file: string, variable: string): Found {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return text
      ? { kind: 'text', text, variable }
      : fault(variable, `the file ${file} is empty; write the secret into it`);
  } catch {
    return fault(variable, `the file ${file} cannot be read; see that it is a file this user may read`);
  }
}

function fault(place: string, message: string): Found {
  return { kind: 'fault', fault: { place, line: null, message } };
}

function readAs({ kind }: SettingEntry, text: string): unknown {
  if (kind === 'list' || kind === 'numbers') {
    const entries = text.split(',').map((entry) => entry.trim());
    const given = entries.filter((entry) => entry !== '');
    return kind === 'numbers' ? given.map(numberIn) : given;
  }
  return kind === 'number' ? numberIn(text) : text;
}

/** Text that is no number stays text, for the schema to refuse. */
function numberIn(text: string): number | string {
  return decimal.test(text.trim()) ? Number(text) : text;
}

function unknownNames(env: Environment, settings: readonly SettingEntry[]): Fault[] {
  const known = new Set([configFolderName, ...settings.map((setting) => setting.env)]);
  const named = new Map(
    settings.map((setting) => [environmentName(setting.section, setting.name), setting.env]),
  );
  const unknown = Object.keys(env).filter((name) => ours.test(name) && !known.has(name));
  return unknown.map((name) => {
    const near = closest(name, [configFolderName, ...named.keys()]);
    return {
      place: name,
      line: null,
      message: `no setting has this name; the nearest known one is ${named.get(near) ?? near}`,
    };
  });
}
