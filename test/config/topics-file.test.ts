import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTopicsFile } from '../../src/config/topics-file.ts';
import { writtenTopicSchema } from '../../src/topics/written-topic.ts';
import { configFolderWith, faultsOf } from './config-folder.ts';

function read(yaml: string) {
  return readTopicsFile(join(configFolderWith({ 'topics.yaml': yaml }), 'topics.yaml'), writtenTopicSchema);
}

function faults(yaml: string) {
  const folder = configFolderWith({ 'topics.yaml': yaml });
  return faultsOf(() => readTopicsFile(join(folder, 'topics.yaml'), writtenTopicSchema), folder);
}

describe('the topics file', () => {
  test('gives its topics in their order, with what is not said at its default', () => {
    const yaml = `
topics:
  - { name: harbour, query: '"harbour wall" -sport' }
  - { name: ' gales ', query: gale*, stemming: en, paused: true }
`;
    expect(read(yaml)).toEqual([
      { name: 'harbour', query: '"harbour wall" -sport', stemming: null, paused: false },
      { name: 'gales', query: 'gale*', stemming: 'en', paused: true },
    ]);
  });

  test('says nothing where there is none, and says that there are no topics where its list is empty', () => {
    expect(readTopicsFile('/nowhere/topics.yaml', writtenTopicSchema)).toBeNull();
    expect(read('topics: []\n')).toEqual([]);
    expect(faults('').code).toBe('invalid-topics-file');
  });

  test('names every fault with its line, and the character of a query', () => {
    const { code, lines } = faults(`topics:
  - name: storms
    query: storm AND (gale
  - name: storms
    query: gale
    steming: en
  - query: 5
    stemming: xx
`);
    expect(code).toBe('invalid-topics-file');
    expect(lines).toEqual([
      expect.stringMatching(/^topics.yaml:3: query is "storm AND \(gale"; the query is wrong at .*: /),
      'topics.yaml:4: this topic has the same name as the one on line 2; delete one or change its name',
      'topics.yaml:6: steming is not known; the nearest known key is stemming',
      expect.stringMatching(/^topics.yaml:7: name is missing; use a text/),
      expect.stringMatching(/^topics.yaml:7: query is 5; use a query, in quotes/),
      expect.stringMatching(/^topics.yaml:8: stemming is "xx"; use da, de, en/),
    ]);
  });
});
