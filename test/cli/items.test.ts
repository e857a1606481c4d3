import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { settleFetch } from '../../src/store/fetches.ts';
import { setItemAside } from '../../src/store/items.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { incomingItem, settledFetch } from '../support/fetches.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { readNdjson, runInProcess } from './run-command.ts';

const receivedAt = new Date('2029-03-01T12:00:00.000Z');
const itemCount = 1003;

let store: TestStore;
let ids: string[] = [];
beforeAll(async () => {
  store = await openEmbeddedStore();
  await addFeeds(store.pool, [feedDefinition()], receivedAt);
  const [claim] = await claimDueFeeds(store.pool, receivedAt, claimLimits);
  if (!claim) return expect.fail('no feed is due');
  const items = Array.from({ length: itemCount }, (_, n) => incomingItem(`key ${n}`, `${n}`));
  await settleFetch(store.pool, claim, settledFetch({ items, startedAt: receivedAt }));
  const { rows } = await store.pool.query<{ id: string }>('select id from items order by id');
  ids = rows.map(({ id }) => id);
});
afterAll(() => store.close());
beforeEach(() => store.pool.query("update waiting_items set error = 'no such thing'"));

const run = (...argv: string[]) => runInProcess(['items', ...argv], { databaseUrl: store.databaseUrl });
const listed = async () => readNdjson((await run('list', '--json')).stdout).map(({ id }) => id);

describe('items list', () => {
  test('prints every item that was set aside, with feed, key, reason and since when, over many pages', async () => {
    await store.pool.query('update waiting_items set error = null where item_id = $1', [ids[1]]);
    const { code, stdout } = await run('list', '--json');
    const items = readNdjson(stdout);
    expect(code).toBe(0);
    expect(items).toHaveLength(itemCount - 1);
    expect(items[0]).toEqual({
      id: ids[0],
      feedId: expect.any(String),
      key: 'key 0',
      reason: 'no such thing',
      since: receivedAt.toISOString(),
    });
  });

  test('prints a table for people', async () => {
    const [headings, row] = (await run('list')).stdout.split('\n');
    expect(headings).toMatch(/^ID +FEED +KEY +REASON +SINCE$/);
    expect(row).toMatch(/key 0 +no such thing +2029-03-01T12:00:00.000Z$/);
  });
});

describe('items retry', () => {
  test('lets the named items wait again', async () => {
    const { code, stdout } = await run('retry', ids[0] ?? '', ids[2] ?? '');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '2 items wait again\n' });
    expect((await listed()).slice(0, 2)).toEqual([ids[1], ids[3]]);
  });

  test('lets all wait again with --all', async () => {
    expect((await run('retry', '--all')).stdout).toBe(`${itemCount} items wait again\n`);
    expect(await listed()).toEqual([]);
  });

  test('names the items that were not set aside', async () => {
    await setItemAside(store.pool, ids[0] ?? '', 'again');
    const { code, stdout, stderr } = await run('retry', ids[0] ?? '', '99999999', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({ retried: [ids[0]] });
    expect(stderr).toContain('99999999');
  });

  test.each([[[]], [['1', '--all']], [['x']]])('refuses the arguments %j', async (argv) => {
    expect(await run('retry', ...argv)).toMatchObject({ code: 2, stdout: '' });
  });
});
