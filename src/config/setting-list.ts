import type { z } from 'zod';
import { type SettingMeaning, settingMeanings } from './setting-field.ts';
import { settingsSchema } from './settings.ts';

/** One setting as operators meet it: where it is written, and what may stand there. */
export interface SettingEntry extends SettingMeaning {
  section: string;
  name: string;
  /** The environment variable that is laid over the file. */
  env: string;
  sentence: string;
}

export interface SettingSection {
  name: string;
  sentence: string;
  settings: SettingEntry[];
}

/** Every section and setting, in the order of the schema. */
export function listSettings(): SettingSection[] {
  return Object.entries(settingsSchema.shape).map(([name, section]) => ({
    name,
    sentence: section.description ?? '',
    settings: Object.entries<z.ZodType>(section.unwrap().shape).flatMap(([setting, field]) =>
      describeSetting(name, setting, field),
    ),
  }));
}

/** `fetch.timeoutMs` is WIREDESK_FETCH_TIMEOUT_MS. */
export function environmentName(section: string, name: string): string {
  return `WIREDESK_${section}_${name.replace(/[A-Z]/g, '_$&')}`.toUpperCase();
}

function describeSetting(section: string, name: string, field: z.ZodType): SettingEntry[] {
  const meaning = settingMeanings.get(field);
  if (!meaning) return [];
  const env = meaning.secretEnv ?? environmentName(section, name);
  return [{ ...meaning, section, name, env, sentence: field.description ?? '' }];
}
