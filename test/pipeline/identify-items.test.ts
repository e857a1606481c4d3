import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRuleBook } from '../../src/normalize/rule-book.ts';
import type { Observer } from '../../src/observe/observer.ts';
import { fetchFeed } from '../../src/pipeline/fetch-feed.ts';
import { normalizeBatches } from '../../src/pipeline/normalize-batches.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { findFeed } from '../../src/store/feeds.ts';
import { listFetches } from '../../src/store/fetches.ts';
import { readShippedRules } from '../normalize/shipped-rules.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { fetchDeps, fetched } from '../support/fetch-deps.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
const never = new AbortController().signal;
const book = createRuleBook(readShippedRules(), []);
const observer = { articlesStored: () => undefined, itemSetAside: () => undefined } as unknown as Observer;

let store: TestStore;
let polls = 0;

beforeAll(async () => {
  store = await openEmbeddedStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  polls = 0;
  await store.pool.query(`truncate hosts, feeds, polling, fetches, items, item_heads, waiting_items, articles, revisions,
    identities, sightings, events cascade`);
  await addFeeds(store.pool, [feedDefinition()], start);
});

interface Written {
  id?: string;
  page?: string;
  title?: string;
  text: string;
  date?: string;
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${text}</${name}>`;
}

function item({ id, page, title, text, date }: Written): string {
  const link = page === undefined ? undefined : `https://courier.example/${page}`;
  const parts = [element('guid', id), element('link', link), element('title', title ?? `On ${text}`)];
  return element('item', [...parts, element('description', text), element('pubDate', date)].join(''));
}

/** Polls the feed an hour later, and normalizes what is new. How the poll is logged. */
async function poll(...items: Written[]) {
  polls += 1;
  const now = new Date(start.getTime() + polls * 3_600_000);
  await store.pool.query('update polling set due_at = $1', [now]);
  const [claim] = await claimDueFeeds(store.pool, now, claimLimits);
  if (!claim) return expect.fail('no feed is due');
  const batches: string[] = [];
  const body = `<rss version="2.0"><channel><title>T</title>${items.map(item).join('')}</channel></rss>`;
  await fetchFeed(fetchDeps(store.pool, fetched(body), batches, now), claim, never);
  await normalizeBatches(
    {
      pool: store.pool,
      rules: () => book,
      observer,
      batchSize: 10,
      storyWindowDays: 14,
      pages: { fullText: 'never', waitSeconds: 60 },
    },
    batches,
    never,
  );
  return (await listFetches(store.pool, claim.feedId, 1))[0];
}

async function keyFallback() {
  return (await findFeed(store.pool, feedDefinition().url))?.keyFallback;
}

async function articles() {
  const { rows } = await store.pool.query<{ title: string; revision: number }>(
    `select content->>'title' as title, revision from articles order by id`,
  );
  return rows;
}

describe('ids that are new at every poll', () => {
  const news = (run: string): Written[] => [
    { id: `${run}-1`, page: '1', text: 'ferries' },
    { id: `${run}-2`, page: '2', text: 'trains' },
  ];

  test('give way to links, once and for good, and the operator is told', async () => {
    expect(await poll(...news('a'))).toMatchObject({ itemsNew: 2, code: null });
    expect(await poll(...news('b'))).toMatchObject({
      itemsNew: 0,
      itemsChanged: 0,
      code: 'unreliable-ids',
      message: 'ids change at every poll; items are told apart by link',
    });
    expect(await poll(...news('c'))).toMatchObject({ itemsNew: 0, code: null });
    expect(await keyFallback()).toEqual({ by: 'url', why: 'changing', since: '2026-03-01T14:00:00.000Z' });
    expect(await articles()).toHaveLength(2);
  });

  test('do not hide what is new, nor what is corrected', async () => {
    await poll(...news('a'));
    await poll(...news('b'));
    const corrected = { id: 'c-1', page: '1', title: 'On all ferries', text: 'ferries and a good deal more' };
    const added = { id: 'c-3', page: '3', text: 'trams' };
    expect(await poll(corrected, { id: 'c-2', page: '2', text: 'trains' }, added)).toMatchObject({
      itemsNew: 1,
      itemsChanged: 1,
    });
    expect(await articles()).toEqual([
      { title: 'On trains', revision: 1 },
      { title: 'On all ferries', revision: 2 },
      { title: 'On trams', revision: 1 },
    ]);
  });

  test('with links that are new too give way to the content', async () => {
    const session = (run: string) => [{ id: run, page: `1?session=${run}`, text: 'ferries' }];
    await poll(...session('a'));
    expect(await poll(...session('b'))).toMatchObject({ itemsNew: 0, code: 'unreliable-ids' });
    expect(await keyFallback()).toMatchObject({ by: 'content', why: 'changing' });
  });

  test('are believed where the texts are new too', async () => {
    await poll(...news('a'));
    await poll({ id: 'b', page: '1', text: 'harbours' });
    expect(await keyFallback()).toBeNull();
    expect(await articles()).toHaveLength(3);
  });
});

describe('an id that stands for several items', () => {
  const one = { id: 'same', page: '1', text: 'ferries' };
  const two = { id: 'same', page: '2', text: 'trains' };

  test('gives way to links, so that a new item on top moves no key', async () => {
    expect(await poll(two, one)).toMatchObject({ itemsNew: 2, code: 'unreliable-ids' });
    expect(await poll({ id: 'same', page: '3', text: 'trams' }, two, one)).toMatchObject({
      itemsNew: 1,
      itemsChanged: 0,
    });
    expect(await keyFallback()).toMatchObject({ by: 'url', why: 'repeating' });
    expect(await articles()).toHaveLength(3);
  });

  test('gives way to the content where there are no links', async () => {
    const items = ['ferries', 'trains'].map((text) => ({ id: 'same', text }));
    await poll(...items);
    expect(await poll({ id: 'same', text: 'trams' }, ...items)).toMatchObject({
      itemsNew: 1,
      itemsChanged: 0,
    });
    expect(await keyFallback()).toMatchObject({ by: 'content' });
  });

  test('is met later, and what is known already does not come in again', async () => {
    expect(await poll(one)).toMatchObject({ itemsNew: 1, code: null });
    expect(await poll(two, one)).toMatchObject({ itemsNew: 1, itemsChanged: 0, code: 'unreliable-ids' });
    expect(await articles()).toHaveLength(2);
  });

  test('is a slip where it is one of many', async () => {
    const many = Array.from({ length: 20 }, (_, n) => ({
      id: `id-${n}`,
      page: `p${n}`,
      text: `number ${n}`,
    }));
    await poll(one, two, ...many);
    expect(await keyFallback()).toBeNull();
  });
});

test('empty ids leave the links to tell items apart, and nothing is said of it', async () => {
  await poll({ id: '', page: '1', text: 'ferries' }, { id: ' ', page: '2', text: 'trains' });
  expect(await poll({ id: '', page: '1', text: 'ferries' }, { page: '2', text: 'trains' })).toMatchObject({
    itemsNew: 0,
    itemsChanged: 0,
    code: null,
  });
  expect(await keyFallback()).toBeNull();
});

test.each([
  ['an id', { id: '1' }],
  ['a link', { page: '1' }],
])('a feed that re-dates and re-titles its items does not double those with %s', async (_, known) => {
  await poll({ ...known, title: 'Old', text: 'ferries', date: 'Sun, 01 Mar 2026 09:00:00 GMT' });
  await poll({ ...known, title: 'New', text: 'ferries', date: 'Sun, 01 Mar 2026 11:00:00 GMT' });
  expect(await articles()).toEqual([{ title: 'New', revision: 2 }]);
});
