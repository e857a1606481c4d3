import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFeedsFile } from '../../src/config/feeds-file.ts';
import {
  feedsJsonSchema,
  settingsJsonSchema,
  settingsMarkdown,
  siteJsonSchema,
  topicsJsonSchema,
} from '../../src/config/generate-docs.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import { listSettings } from '../../src/config/setting-list.ts';
import { readTopicsFile } from '../../src/config/topics-file.ts';
import { feedRulesSchema, siteRulesSchema } from '../../src/normalize/rules.ts';
import { writtenTopicSchema } from '../../src/topics/written-topic.ts';
import { configFolderWith } from './config-folder.ts';

const root = join(import.meta.dirname, '../..');
const shipped = (path: string) => readFileSync(join(root, path), 'utf8');
const uncommented = (yaml: string) => yaml.replace(/^# /gm, '');

describe('shipped files', () => {
  test('that are generated are up to date', () => {
    expect(JSON.parse(shipped('config/schema/wiredesk.schema.json'))).toEqual(settingsJsonSchema());
    expect(JSON.parse(shipped('config/schema/feeds.schema.json'))).toEqual(feedsJsonSchema(feedRulesSchema));
    expect(JSON.parse(shipped('config/schema/site.schema.json'))).toEqual(siteJsonSchema(siteRulesSchema));
    expect(JSON.parse(shipped('config/schema/topics.schema.json'))).toEqual(
      topicsJsonSchema(writtenTopicSchema),
    );
    expect(shipped('docs/settings.md')).toBe(settingsMarkdown());
    execFileSync(process.execPath, [join(root, 'docs/generate.ts'), '--check']);
  });

  test('name every setting, at its default, in wiredesk.yaml', () => {
    const yaml = shipped('config/wiredesk.yaml');
    const defaults = loadSettings({ folder: configFolderWith({}), env: {} });
    expect(loadSettings({ folder: configFolderWith({ 'wiredesk.yaml': yaml }), env: {} })).toEqual(defaults);
    const everything = uncommented(yaml).replace(/^yaml-language-server.*$/m, '');
    expect(loadSettings({ folder: configFolderWith({ 'wiredesk.yaml': everything }), env: {} })).toEqual(
      defaults,
    );
    for (const { name, settings } of listSettings()) {
      expect(yaml).toContain(`\n# ${name}:`);
      for (const setting of settings)
        expect(yaml).toContain(`\n#   ${setting.name}: ${JSON.stringify(setting.standard)}\n`);
    }
  });

  test('hold no feed, and an example in feeds.yaml that holds good', () => {
    expect(readFeedsFile(join(root, 'config/feeds.yaml'))).toEqual([]);
    const example = uncommented(shipped('config/feeds.yaml').replace(/^feeds: \[\]$/m, ''));
    const folder = configFolderWith({ 'feeds.yaml': example.slice(example.indexOf('feeds:\n')) });
    expect(readFeedsFile(join(folder, 'feeds.yaml'))).toHaveLength(3);
  });

  test('hold no topic, and an example in topics.yaml that holds good', () => {
    expect(readTopicsFile(join(root, 'config/topics.yaml'), writtenTopicSchema)).toEqual([]);
    const example = uncommented(shipped('config/topics.yaml').replace(/^topics: \[\]$/m, ''));
    const folder = configFolderWith({ 'topics.yaml': example.slice(example.indexOf('topics:\n')) });
    expect(readTopicsFile(join(folder, 'topics.yaml'), writtenTopicSchema)).toHaveLength(2);
  });

  test('tell editors of every setting, and have a sentence for each', () => {
    const { properties = {} } = settingsJsonSchema();
    for (const { name, settings, sentence } of listSettings()) {
      const section = properties[name];
      const known = typeof section === 'object' ? Object.keys(section.properties ?? {}) : [];
      expect(settings.map((setting) => setting.name)).toEqual(known);
      for (const text of [sentence, ...settings.map((setting) => setting.sentence)])
        expect(text).toMatch(/^[A-Z].*\.$/);
    }
  });
});
