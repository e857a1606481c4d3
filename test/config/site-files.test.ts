import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRuleFile, readSiteFiles } from '../../src/config/site-files.ts';
import { ruleFileSchema, siteRulesSchema } from '../../src/normalize/rules.ts';
import { configFolderWith, faultsOf } from './config-folder.ts';

describe('files of config/sites', () => {
  const linesOf = (files: Record<string, string>) => {
    const folder = configFolderWith(files);
    return faultsOf(() => readSiteFiles(folder, siteRulesSchema), folder).lines;
  };

  test('know on which line each rule is written', () => {
    const folder = configFolderWith({
      'a.yaml': 'hosts: [example.com]\nremove:\n  - .ad\n  - .promo\nfields:\n  title:\n    - h1\n',
      'notes.txt': '[',
    });
    const [file, ...others] = readSiteFiles(folder, siteRulesSchema);
    expect(others).toEqual([]);
    expect(file?.placeOf(['remove', 1])).toMatch(/\/a\.yaml:4$/);
    expect(file?.placeOf(['fields', 'title', 0])).toMatch(/\/a\.yaml:7$/);
    expect(file?.rules).toMatchObject({ hosts: ['example.com'], remove: ['.ad', '.promo'] });
  });

  test('tell of every fault with file, line and the way out', () => {
    const lines = linesOf({
      'a.yaml': 'hosts: [example.com]\nremoves: [.ad]\nremove:\n  - .ad\n  - div[\n',
      'b.yaml': 'body: [main]\n',
      'c.yaml': 'hosts: [c.example]\nremoveLines:\n  - "(?<=a)b"\n',
      'd.yaml': 'hosts: [d.example]\nauthorAliases:\n  Jane: Joan\n  Joan: Jane\n',
      'e.yaml': '- x\n',
    });
    expect(lines).toEqual([
      'a.yaml:2: removes is not known; the nearest known key is remove',
      expect.stringMatching(/^a\.yaml:5: remove\[1\] is "div\["; use a CSS selector; it cannot be read/),
      'b.yaml:1: hosts is missing; use hosts, outlets or both to say whom the rules are for',
      expect.stringMatching(
        /^c\.yaml:3: removeLines\[0\] is .*use a regular expression in the syntax of RE2/,
      ),
      expect.stringMatching(/^d\.yaml:3: .*Jane -> Joan -> Jane goes round in a circle$/),
      'e.yaml:1: the file is no map; write rules under their names',
    ]);
  });

  test('may not share a host or an outlet', () => {
    const lines = linesOf({
      'a.yaml': 'hosts: [example.com]\noutlets: [Harbour Post]\n',
      'b.yaml': 'hosts:\n  - b.example\n  - example.com\n',
    });
    expect(lines).toEqual([
      'b.yaml:3: hosts[1] is "example.com", which a.yaml:1 is for already; put the two together',
    ]);
  });

  test('are none where there is no folder', () => {
    expect(readSiteFiles(join(configFolderWith({}), 'sites'), siteRulesSchema)).toEqual([]);
  });
});

test('a file of rules to be tried needs no hosts', () => {
  const folder = configFolderWith({ 'try.yaml': 'remove: [.ad]\n', 'bad.yaml': 'remove: [5]\n' });
  expect(readRuleFile(join(folder, 'try.yaml'), ruleFileSchema).rules).toEqual({ remove: ['.ad'] });
  const { code, lines } = faultsOf(() => readRuleFile(join(folder, 'bad.yaml'), ruleFileSchema), folder);
  expect(code).toBe('invalid-input');
  expect(lines[0]).toMatch(/^bad\.yaml:1: remove\[0\] is 5/);
});
