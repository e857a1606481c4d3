import { afterAll, beforeAll, expect, test } from 'vitest';
import { copySet } from '../../bench/copies/measure-copies.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { openStoryDesk, type StoryDesk } from '../support/story-desk.ts';
import { readNdjson, runInProcess } from './run-command.ts';

const [report, ...variations] = copySet(5, 1);
if (!report) throw new Error('there is no report');
let store: TestStore;
let desk: StoryDesk;
const ids: string[] = [];

beforeAll(async () => {
  store = await openEmbeddedStore();
  desk = await openStoryDesk(async () => store);
  await desk.empty();
  for (const [outlet, member] of [report, ...variations.slice(0, 3)].entries())
    ids.push(await desk.publish(outlet, `item ${outlet}`, member));
});
afterAll(() => desk.close());

const run = (...argv: string[]) => runInProcess(argv, { databaseUrl: store.databaseUrl });

test('stories lists them, and shows the articles of one with the reason of each', async () => {
  const { stdout } = await run('--json', 'stories');
  const [story] = readNdjson(stdout);
  expect(story).toMatchObject({ size: 4, leadId: ids[0] });
  const table = await run('stories', 'show', String(story?.['id']));
  expect(table.stdout).toContain('leads 4 articles');
  expect(table.stdout).toMatch(new RegExp(`${ids[2]}\\s+Outlet 2 .*copy of ${ids[0]}: 100 %`));
});

test('articles shows, splits and joins', async () => {
  const shown = JSON.parse((await run('articles', 'show', ids[1] ?? '')).stdout);
  expect(shown).toMatchObject({ id: ids[1], story: { size: 4 }, revisions: [{ revision: 1 }] });
  expect((await run('articles', 'split', ids[1] ?? '')).stdout).toContain('stays apart');
  expect(await desk.stories()).toEqual([[ids[0], ids[2], ids[3]]]);
  await run('articles', 'join', ids[1] ?? '', ids[0] ?? '', ids[2] ?? '', ids[3] ?? '');
  expect(await desk.stories()).toEqual([ids]);
});

test('articles shows what changed by words, and kills for a reason', async () => {
  await desk.publish(2, 'item 2', {
    title: `${variations[1]?.title} again`,
    text: variations[1]?.text ?? '',
  });
  const { stdout } = await run('articles', 'diff', ids[2] ?? '');
  expect(stdout).toContain('revision 1 to 2: substance; changed: title');
  expect(stdout).toContain('{+ again+}');
  expect((await run('articles', 'kill', ids[2] ?? '', '--reason', 'wrong')).stdout).toBe(
    `killed article ${ids[2]}\n`,
  );
  expect((await run('articles', 'kill', ids[2] ?? '', '--reason', 'wrong')).code).toBe(2);
  expect((await run('articles', 'kill', ids[3] ?? '')).code).toBe(2);
  const idsExported = async (...options: string[]) =>
    readNdjson((await run('export', ...options)).stdout).map(({ id }) => id);
  expect((await idsExported()).toSorted()).toEqual([ids[0], ids[1], ids[3]]);
  expect((await idsExported('--killed')).toSorted()).toEqual(ids);
  expect((await run('articles', 'restore', ids[2] ?? '', '--reason', 'right')).stdout).toBe(
    `restored article ${ids[2]}\n`,
  );
  expect((await run('articles', 'restore', ids[2] ?? '', '--reason', 'right')).code).toBe(2);
  expect((await idsExported()).toSorted()).toEqual(ids);
});

test.each([
  [['stories', 'show', '999999'], 'wiredesk: there is no story 999999; wiredesk stories shows them\n'],
  [['articles', 'split', '999999'], 'wiredesk: there is no article 999999\n'],
  [['articles', 'show', '999999'], 'wiredesk: there is no article 999999; wiredesk export lists them\n'],
])('%j says in one line what is not there', async (argv, message) => {
  const { code, stdout, stderr } = await run(...argv);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: message });
});
