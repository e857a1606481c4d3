import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadRules } from '../../src/config/rules.ts';
import { configFolderWith, faultsOf } from './config-folder.ts';

const schema = z.strictObject({
  byline: z.strictObject({
    prefixes: z.array(z.string()),
    roles: z.record(z.string(), z.strictObject({ words: z.array(z.string()) })).optional(),
  }),
  tracking: z.strictObject({ parameters: z.array(z.string()).default([]) }).optional(),
});

describe('rules', () => {
  test('are merged by the top-level keys of every .yaml file', () => {
    const folder = configFolderWith({
      'byline.yaml': 'byline:\n  prefixes: [by]\n',
      'more.yaml': 'tracking: {}\n',
      'empty.yaml': '# nothing\n',
      'notes.txt': '[',
    });
    expect(loadRules(folder, schema)).toEqual({ byline: { prefixes: ['by'] }, tracking: { parameters: [] } });
  });

  test('that are shipped hold good', () => {
    const folder = join(import.meta.dirname, '../../config/rules');
    const rules = loadRules(folder, z.record(z.string(), z.unknown()));
    expect(Object.keys(rules)).toContain('byline');
  });

  test('tell of every fault with file, line and the nearest known key', () => {
    const folder = configFolderWith({
      'byline.yaml':
        'byline:\n  prefixes:\n    - by\n    - 5\n  roles:\n    photo:\n      wrods: []\n      words: []\n',
      'other.yaml': 'bylines: 1\n',
    });
    const { code, lines } = faultsOf(() => loadRules(folder, schema), folder);
    expect(code).toBe('invalid-settings');
    expect(lines.map((line) => line.replace(/; Invalid.*/, ''))).toEqual([
      'byline.yaml:4: byline.prefixes[1] is 5',
      'byline.yaml:7: byline.roles.photo.wrods is not known; the nearest known key is byline.roles.words',
      'other.yaml:1: bylines is not known; the nearest known key is byline',
    ]);
  });

  test('tell of a key in two files, and of a file that is no map', () => {
    const folder = configFolderWith({
      'a.yaml': 'byline: { prefixes: [by] }\n',
      'b.yaml': '\nbyline: { prefixes: [von] }\n',
      'c.yaml': '- by\n',
    });
    expect(faultsOf(() => loadRules(folder, schema), folder).lines).toEqual([
      'b.yaml:2: byline is already given in a.yaml:1; put the two together',
      'c.yaml:1: the file is no map; write rules under their names',
    ]);
  });

  test('tell of every file that is no YAML', () => {
    const folder = configFolderWith({ 'a.yaml': 'x: [\n', 'b.yaml': 'x: 1\nx: 2\n' });
    const { lines } = faultsOf(() => loadRules(folder, schema), folder);
    expect(lines.some((line) => line.startsWith('a.yaml:'))).toBe(true);
    expect(lines).toContain('b.yaml:2: this key stands twice in its map; delete one of the two');
  });

  test('tell of a folder that is not there', () => {
    expect(faultsOf(() => loadRules(join(configFolderWith({}), 'none'), schema)).code).toBe(
      'invalid-settings',
    );
  });
});
