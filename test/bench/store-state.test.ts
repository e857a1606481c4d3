import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMiscounts, readStoreState } from '../../bench/measure/store-state.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

describe('what the bench reads from the store', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openEmbeddedStore();
  });
  afterAll(() => store.close());

  test('an empty store has no events and nothing that waits', async () => {
    const state = await readStoreState(store.pool, new Date(0));
    expect(state).toEqual({ events: 0, itemsWait: false, feedsInHand: 0, feedsFetched: 0 });
  });

  test('right counts are no miscounts', async () => {
    expect(await findMiscounts(store.pool, { articles: 0, feeds: 0, articlesPerFeed: 1 })).toEqual([]);
  });

  test('every wrong count is told with the right one', async () => {
    const miscounts = await findMiscounts(store.pool, { articles: 2, feeds: 1, articlesPerFeed: 2 });
    expect(miscounts).toContain('articles: 0, not 2');
    expect(miscounts).toContain('created events: 0, not 2');
    expect(miscounts).toContain('feeds with all articles: 0, not 1');
  });
});
