import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { insertTestArticle } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { readNdjson, runAt, runInProcess } from './run-command.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openEmbeddedStore();
  const text = 'The storm came at night. It took the old harbour wall, and two boats.';
  await insertTestArticle(store.pool, { title: 'Night of storms', bodyText: text }, runAt);
  await insertTestArticle(store.pool, { title: 'Calm', bodyText: 'No wind' }, runAt);
});
afterAll(() => store.close());

const run = (...argv: string[]) => runInProcess(['topics', ...argv], { databaseUrl: store.databaseUrl });

test('topics are added, listed, changed and removed by name', async () => {
  expect((await run('add', 'storms', 'storm OR gale', '--stem', 'en')).stdout).toBe(
    'added topic 1: storms\n',
  );
  const added = readNdjson((await run('list', '--json')).stdout);
  expect(added).toMatchObject([{ name: 'storms', query: 'storm OR gale', stemming: 'en' }]);
  expect((await run('list')).stdout).toMatch(/^ID +NAME .*\n1 +storms +operator +en /);
  expect((await run('change', 'storms', '--name', 'gales', '--no-stem', '--pause')).code).toBe(0);
  expect(JSON.parse((await run('show', 'gales')).stdout)).toMatchObject({ stemming: null, paused: true });
  expect((await run('change', '1', '--resume')).code).toBe(0);
  expect(JSON.parse((await run('show', '1')).stdout)).toMatchObject({ paused: false });
  expect((await run('remove', 'gales')).stdout).toBe('removed topic 1: gales\n');
  expect((await run('list', '--json')).stdout).toBe('');
});

test('topics of the file are applied, and changed there alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-topics-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'topics.yaml');
  writeFileSync(path, 'topics:\n  - { name: ferries, query: ferry }\n  - { name: bridges, query: bridge }\n');
  expect((await run('apply', path)).stdout).toBe(
    '+ ferries\n+ bridges\n2 added, 0 changed, 0 paused, 0 unchanged\n',
  );
  for (const argv of [
    ['change', 'ferries', '--pause'],
    ['remove', 'ferries'],
  ])
    expect((await run(...argv)).stderr).toContain(
      'topic ferries comes from the topics file; change it there',
    );
  writeFileSync(path, 'topics:\n  - { name: bridges, query: bridge -card }\n');
  expect((await run('apply', path)).stdout).toBe(
    '~ bridges\n- ferries\n0 added, 1 changed, 1 paused, 0 unchanged\n',
  );
  expect((await run('remove', 'ferries')).code).toBe(0);
  expect((await run('apply', join(folder, 'other.yaml'))).stderr).toContain('there is no such file');
});

test('topics test shows what a query would have caught, and why', async () => {
  const { code, stdout } = await run('test', '"harbour wall" storm -snow', '--days', '1');
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^\d+ .* Night of storms$/),
    '    "harbour wall" in bodyText: The storm came at night. It took the old «harbour wall», and two boats.',
    '    storm in bodyText: The «storm» came at night. It took the old harbour wall, and two boats.',
    '1 article since 2030-01-01T03:04:05.000Z',
    '',
  ]);
  const { stdout: json } = await run('test', '-storm', '--json');
  expect(JSON.parse(json)).toMatchObject({ matches: 1, hits: [{ title: 'Calm', reasons: [] }] });
});

test('topics run says how many articles of the past match', async () => {
  await run('add', 'walls', 'wall');
  const { stdout } = await run('run', 'walls', '--days', '1');
  expect(stdout).toBe('walls matches 1 articles; 0 of them are new to it\n');
});

test.each([
  [['add', 'walls', 'b'], 'there is a topic "walls" already; choose another name'],
  [['add', 'a', 'b AND (c'], 'the query is wrong at character 7 ("(c"): '],
  [['add', 'a', 'b', '--stem', 'xx'], 'words cannot be stemmed in "xx"'],
  [['add', ' ', 'b'], 'use a text of 1 to 200 characters'],
  [['show', 'nothing'], 'there is no topic "nothing"; wiredesk topics list shows them'],
  [['test', 'b', '--days', '0'], 'use a whole number from 1 to 36500'],
])('topics refuse %j in one line', async (argv, message) => {
  const { code, stdout, stderr } = await run(...argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});
