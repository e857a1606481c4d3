import { z } from 'zod';
import type { FeedRulesSchema } from './feed-schema.ts';
import { makeFeedsFileSchema } from './feeds-file.ts';
import { listSettings, type SettingEntry, type SettingSection } from './setting-list.ts';
import { settingsSchema } from './settings.ts';
import { makeTopicsFileSchema, type WrittenTopicSchema } from './topics-file.ts';

/** The units that names end in; a name with none of them is a plain count or no number at all. */
const units: readonly [ending: string, unit: string][] = [
  ['Ms', 'milliseconds'],
  ['Seconds', 'seconds'],
  ['Days', 'days'],
  ['Bytes', 'bytes'],
  ['Ratio', 'share'],
  ['PerMinute', 'per minute'],
  ['PerHost', 'per host'],
  ['perHost', 'per host'],
];

const introduction = `# Settings

Generated from \`src/config/settings.ts\` by \`node docs/generate.ts\`; do not edit.

Settings stand in \`config/wiredesk.yaml\`. An environment variable is laid over the file; an empty one counts as
absent. Lists are separated by commas there. Every fault is reported at once, with its line or variable, before
anything starts. A variable that begins with \`WIREDESK_\` and names no setting is a fault, too.

\`WIREDESK_CONFIG_FOLDER\` names the folder of the config files; without it, it is \`config\`.

A secret can be kept in a file of its own: \`DATABASE_URL_FILE=/run/secrets/database-url\` is read in the place of
\`DATABASE_URL\`, and \`REDIS_URL_FILE\` likewise. No message ever shows the value of a secret.
`;

/** docs/settings.md: a table for every section of the settings. */
export function settingsMarkdown(): string {
  return [introduction, ...listSettings().map(sectionMarkdown)].join('\n');
}

/** JSON Schema (draft 7, for YAML editors) of wiredesk.yaml. */
export function settingsJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(settingsSchema, { io: 'input', target: 'draft-7' });
}

/** JSON Schema (draft 7, for YAML editors) of feeds.yaml, whose feeds may have these rules. */
export function feedsJsonSchema(rules: FeedRulesSchema): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(makeFeedsFileSchema(rules), { io: 'input', target: 'draft-7' });
}

/** JSON Schema (draft 7, for YAML editors) of topics.yaml. */
export function topicsJsonSchema(topic: WrittenTopicSchema): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(makeTopicsFileSchema(topic), { io: 'input', target: 'draft-7' });
}

/** JSON Schema (draft 7, for YAML editors) of a file of config/sites. */
export function siteJsonSchema(site: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(site, { io: 'input', target: 'draft-7' });
}

function sectionMarkdown({ name, sentence, settings }: SettingSection): string {
  const head = ['setting', 'environment variable', 'unit', 'default', 'allowed', 'meaning'];
  return `## ${name}\n\n${sentence}\n\n${table([head, ...settings.map(settingCells)])}\n`;
}

function settingCells({ section, name, env, standard, range, sentence }: SettingEntry): string[] {
  const unit = units.find(([ending]) => name.endsWith(ending))?.[1] ?? '';
  return [`\`${section}.${name}\``, `\`${env}\``, unit, `\`${JSON.stringify(standard)}\``, range, sentence];
}

/** Padded to even columns, as the formatter of the project leaves it. The first row is the head. */
export function table([head = [], ...rows]: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [head, rule, ...rows].map(line).join('\n');
}
