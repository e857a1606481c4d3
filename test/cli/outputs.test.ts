import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { readNdjson, runInProcess } from './run-command.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openEmbeddedStore();
});
afterAll(() => store.close());

const run = (...argv: string[]) => runInProcess(['outputs', ...argv], { databaseUrl: store.databaseUrl });

test('outputs are added, listed, given other addresses and removed by name', async () => {
  const { code, stdout } = await run('add', 'Desk', '--notices', 'updates', '--content', 'summary');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\/feeds\/([\w-]{43})\.atom\n\/feeds\/\1\.rss\n\/feeds\/\1\.json\n$/);
  const [added] = readNdjson((await run('list', '--json')).stdout);
  expect(added).toMatchObject({ id: '1', name: 'Desk', notices: 'updates', content: 'summary' });
  expect((await run('list')).stdout).toMatch(/^ID +NAME .*\n1 +Desk .*\/feeds\/[\w-]{43}\.atom\n$/);
  expect((await run('change', 'Desk', '--name', 'Night', '--content', 'full')).stdout).toBe(
    'changed Night\n',
  );
  expect(readNdjson((await run('list', '--json')).stdout)).toMatchObject([
    { name: 'Night', content: 'full' },
  ]);
  const { stdout: rotated } = await run('rotate', 'Night');
  expect(rotated).toMatch(/^\/feeds\/[\w-]{43}\.atom\n/);
  expect(rotated).not.toBe(stdout);
  expect((await run('remove', '1')).stdout).toBe('removed Night\n');
  expect((await run('list', '--json')).stdout).toBe('');
});

test.each([
  [['add', ' '], 'use a text of 1 to 500 characters'],
  [['add', 'a', '--topic', 'nothing'], 'there is no topic "nothing"'],
  [['change', '1', '--topic', 'storms'], "unknown option '--topic'"],
  [['rotate', 'nothing'], 'there is no output "nothing"; wiredesk outputs list shows them'],
])('outputs refuse %j in one line', async (argv, message) => {
  const { code, stderr } = await run(...argv);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
