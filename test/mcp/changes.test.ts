import { afterAll, beforeAll, expect, test } from 'vitest';
import { copySet } from '../../bench/copies/measure-copies.ts';
import { openEmbeddedStore } from '../support/store.ts';
import { openStoryDesk, type StoryDesk } from '../support/story-desk.ts';
import { environmentOf, openSession, type Session } from './session.ts';

const changing = ['kill_article', 'restore_article', 'split_article', 'join_articles'];
const [report, copy] = copySet(5, 1);
if (!report || !copy) throw new Error('there is no copy');
let desk: StoryDesk;
let reader: Session;
let editor: Session;
let ids: string[];

beforeAll(async () => {
  const store = await openEmbeddedStore();
  desk = await openStoryDesk(async () => store);
  await desk.empty();
  ids = [await desk.publish(0, 'report', report), await desk.publish(1, 'copy', copy)];
  reader = await openSession(environmentOf(store));
  editor = await openSession(environmentOf(store), ['--allow-changes'], { negotiates: true });
});
afterAll(async () => {
  await reader?.close();
  await editor?.close();
  await desk?.close();
});

test('tools that change are not there unless they were asked for, and say what they are', async () => {
  const { tools } = await reader.client.listTools();
  expect(tools.map(({ name }) => name)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/kill|restore|split|join/)]),
  );
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
  await expect(
    reader.client.callTool({ name: 'kill_article', arguments: { id: ids[0], reason: 'x' } }),
  ).rejects.toThrow();

  const all = (await editor.client.listTools()).tools;
  const destructive = all.filter(({ annotations }) => annotations?.destructiveHint).map(({ name }) => name);
  expect(destructive).toEqual(changing);
  expect(all.filter(({ annotations }) => annotations?.readOnlyHint)).toHaveLength(tools.length);
});

test('an article is killed for a reason, once, and restored, and the log tells of it', async () => {
  const [id] = ids;
  const reason = 'The quote was made up';
  expect((await editor.ask('kill_article', { id, reason })).value).toMatchObject({ id, killed: { reason } });
  expect(await editor.refusal('kill_article', { id, reason })).toMatchObject({ code: 'conflict' });
  expect((await reader.ask('search_articles', {})).value.articles).toHaveLength(1);
  expect((await editor.ask('restore_article', { id, reason: 'It was not' })).value.killed).toBeNull();
  const { value } = await reader.ask('list_events', { types: ['killed', 'updated'] });
  expect(value.events).toMatchObject([
    { type: 'killed', articleId: id, reason },
    { type: 'updated', articleId: id, changed: ['killed'] },
  ]);
});

test('an article is taken out of its story and joined to it again', async () => {
  const [lead, id] = ids;
  expect((await editor.ask('split_article', { id })).value.story).toBeNull();
  expect(await editor.refusal('split_article', { id })).toMatchObject({ code: 'conflict' });
  expect((await editor.ask('join_articles', { id, with: [lead] })).value.story).toMatchObject({ size: 2 });
  expect(await editor.refusal('join_articles', { id, with: [] })).toMatchObject({ code: 'invalid-input' });
  expect(await editor.refusal('kill_article', { id })).toMatchObject({
    message: expect.stringContaining('reason is missing'),
  });
});
