import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashItemKey, identitiesOf } from '../../src/dedupe/identities.ts';
import type { ArticleContent } from '../../src/domain/article.ts';
import { type NormalizedItem, storeArticles } from '../../src/pipeline/store-articles.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { listFeeds } from '../../src/store/feeds.ts';
import { settleFetch } from '../../src/store/fetches.ts';
import { articleContent, feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { incomingItem, settledFetch } from '../support/fetches.ts';
import { stores, type TestStore } from '../support/store.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
const longText = (topic: string) =>
  `The ${topic} was the talk of the whole town on Sunday morning. `.repeat(6).trim();

/** An item as a test gives it: what matters of it, the rest is usual. */
interface GivenItem extends Partial<ArticleContent> {
  feed: number;
  key: string;
}

describe.each(stores)('storing articles on the $name', ({ isAvailable, open }) => {
  let store: TestStore;
  let feedIds: string[] = [];

  beforeAll(async () => {
    if (isAvailable) store = await open();
  });
  afterAll(() => store?.close());
  beforeEach(async () => {
    if (!isAvailable) return;
    await store.pool.query(`truncate hosts, feeds, polling, fetches, items, item_heads, waiting_items, articles, revisions,
      identities, sightings, events, story_samples cascade`);
    await store.pool.query('update log_head set cursor = 0');
    const definitions = [0, 1, 2].map((n) =>
      feedDefinition({ key: `feed-${n}`, url: `https://outlet-${n}.example/feed` }),
    );
    await addFeeds(store.pool, definitions, start);
    feedIds = (await listFeeds(store.pool, { after: '0', limit: 10 })).map(({ id }) => id);
  });

  /** Lets the items wait as a fetch would, and returns them normalized. */
  async function receive(given: GivenItem[]): Promise<NormalizedItem[]> {
    await store.pool.query('update polling set due_at = $1', [start]);
    const claims = await claimDueFeeds(store.pool, start, claimLimits);
    const normalized: NormalizedItem[] = [];
    for (const claim of claims) {
      const feed = feedIds.indexOf(claim.feedId);
      const mine = given.filter((item) => item.feed === feed);
      const incoming = mine.map((item) => ({
        ...incomingItem(item.key, JSON.stringify(item)),
        keyHash: hashItemKey(claim.feedId, item.key),
      }));
      const stored = await settleFetch(store.pool, claim, settledFetch({ items: incoming }));
      const { rows } = await store.pool.query<{ id: string }>(
        'select item_id as id from waiting_items where batch = $1 order by item_id',
        [stored?.batch],
      );
      expect(rows).toHaveLength(mine.length);
      normalized.push(
        ...mine.map((item, index) => normalizedItem(claim.feedId, rows[index]?.id ?? '', item)),
      );
    }
    return normalized;
  }

  const storeItems = (items: NormalizedItem[]) => storeArticles(store.pool, items, 14);

  const count = async (table: string) =>
    Number((await store.pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);

  test.skipIf(!isAvailable)(
    'makes one article of the same address and text in several feeds, and a sighting of each',
    async () => {
      const story = {
        title: 'Bridge opens',
        bodyText: longText('bridge'),
        wordCount: 72,
        url: 'https://a.example/bridge',
      };
      const items = await receive([
        { feed: 0, key: 'a', ...story },
        { feed: 1, key: 'b', ...story, url: 'https://a.example/bridge', bodyText: 'Teaser', wordCount: 1 },
        { feed: 2, key: 'c', ...story, url: 'https://c.example/other-address' },
      ]);
      expect(await storeItems(items)).toEqual({
        items: 3,
        created: 1,
        updated: 0,
        sighted: 2,
      });
      const { rows } = await store.pool.query('select matched_by from sightings order by feed_id');
      expect(rows.map((row) => row.matched_by)).toEqual(['new', 'url', 'text']);
    },
  );

  test.skipIf(!isAvailable)('does nothing the second time', async () => {
    const items = await receive([{ feed: 0, key: 'a' }]);
    await storeItems(items);
    expect(await storeItems(items)).toEqual({ items: 0, created: 0, updated: 0, sighted: 0 });
    expect(await count('events')).toBe(1);
  });

  test.skipIf(!isAvailable)(
    'keeps the old content of a corrected article as a revision and tells what changed',
    async () => {
      await storeItems(await receive([{ feed: 0, key: 'a', title: 'Bridge opens' }]));
      const counts = await storeItems(await receive([{ feed: 0, key: 'a', title: 'Bridge opens late' }]));
      expect(counts).toEqual({ items: 1, created: 0, updated: 1, sighted: 0 });
      const { rows } = await store.pool.query("select revision, content->>'title' as title from revisions");
      expect(rows).toEqual([{ revision: 1, title: 'Bridge opens' }]);
      const { rows: events } = await store.pool.query(
        'select type, revision, changed from events order by cursor',
      );
      expect(events).toEqual([
        { type: 'created', revision: 1, changed: [] },
        { type: 'updated', revision: 2, changed: ['title'] },
      ]);
      const { rows: found } = await store.pool.query(
        "select id from articles where search @@ to_tsquery('simple', 'late')",
      );
      expect(found).toHaveLength(1);
    },
  );

  test.skipIf(!isAvailable)(
    'makes the same articles of the same copies, whoever of eight writers is first',
    async () => {
      const copies = 40;
      const given = [0, 1, 2].flatMap((feed) =>
        Array.from({ length: copies }, (_, n) => ({
          feed,
          key: `key-${n}`,
          // Every second story is told apart by its address, the others by their text.
          url: n % 2 === 0 ? `https://a.example/${n}` : `https://outlet-${feed}.example/${n}`,
          title: `Story ${n}`,
          bodyText: n % 2 === 0 ? `Told by outlet ${feed}` : longText(`matter ${n}`),
          wordCount: n % 2 === 0 ? 4 : 72,
        })),
      );
      const items = await receive(given);
      const writers = Array.from({ length: 8 }, (_, writer) => shuffled(items, writer + 1));
      const batchSize = 15;
      await Promise.all(
        writers.map(async (mine) => {
          for (let from = 0; from < mine.length; from += batchSize) {
            await storeItems(mine.slice(from, from + batchSize));
          }
        }),
      );
      expect(await count('articles')).toBe(copies);
      expect(await count('sightings')).toBe(copies * 3);
      expect(await count("events where type = 'created'")).toBe(copies);
      expect(await count('waiting_items')).toBe(0);
      const { rows } = await store.pool.query(
        'select array_agg(cursor order by cursor) as cursors from events',
      );
      expect(rows[0]?.cursors).toEqual(rows[0]?.cursors.map((_: string, index: number) => String(index + 1)));
      expect(
        await count('identities i where not exists (select from articles a where a.id = i.article_id)'),
      ).toBe(0);
    },
  );

  describe('items of one feed with one link', () => {
    const page = 'https://a.example/live';
    const bulletin = (key: string, feed = 0) => ({
      feed,
      key,
      url: page,
      title: `Bulletin ${key}`,
      bodyText: `News of ${key}.`,
      wordCount: 3,
    });
    const allThree = { items: 3, created: 3, updated: 0, sighted: 0 };
    const titles = async () =>
      (
        await store.pool.query<{ title: string }>(
          "select content->>'title' as title from articles order by 1",
        )
      ).rows.map(({ title }) => title);

    test.skipIf(!isAvailable)('are an article each when they come in one batch', async () => {
      const items = await receive([bulletin('x'), bulletin('y'), bulletin('z')]);
      expect(await storeItems(items)).toEqual(allThree);
    });

    test.skipIf(!isAvailable)('are an article each when they come in batches', async () => {
      for (const key of ['x', 'y', 'z']) await storeItems(await receive([bulletin(key)]));
      expect(await titles()).toEqual(['Bulletin x', 'Bulletin y', 'Bulletin z']);
      expect(await count("events where type = 'updated'")).toBe(0);
    });

    test.skipIf(!isAvailable)('are an article each when writers store them at once', async () => {
      const keys = Array.from({ length: 24 }, (_, n) => `key ${n}`);
      const items = await receive(keys.map((key) => bulletin(key)));
      const writers = Array.from({ length: 8 }, (_, writer) => shuffled(items, writer + 1));
      await Promise.all(
        writers.map(async (mine) => {
          for (let from = 0; from < mine.length; from += 5) await storeItems(mine.slice(from, from + 5));
        }),
      );
      expect(await titles()).toEqual(keys.map((key) => `Bulletin ${key}`).sort());
    });

    test.skipIf(!isAvailable)('are corrected each by its own key', async () => {
      await storeItems(await receive([bulletin('x'), bulletin('y')]));
      await storeItems(await receive([{ ...bulletin('y'), title: 'Bulletin y, corrected' }]));
      expect(await titles()).toEqual(['Bulletin x', 'Bulletin y, corrected']);
    });

    test.skipIf(!isAvailable)('lead another feed with that link to the first of them', async () => {
      await storeItems(await receive([bulletin('x'), bulletin('y')]));
      await storeItems(await receive([bulletin('elsewhere', 1)]));
      const { rows } = await store.pool.query(
        `select a.content->>'title' as title from sightings s join articles a on a.id = s.article_id
         where s.matched_by = 'url'`,
      );
      expect(rows).toEqual([{ title: 'Bulletin x' }]);
    });
  });

  test.skipIf(!isAvailable)(
    'makes one article of an item whose key and date change at every poll',
    async () => {
      for (const day of ['01', '02', '03']) {
        const redated = { publishedAt: `2026-03-${day}T08:00:00.000Z` };
        await storeItems(
          await receive([
            { feed: 0, key: `short ${day}`, url: 'https://a.example/short', ...redated },
            {
              feed: 0,
              key: `bare ${day}`,
              url: 'https://a.example/bare',
              bodyText: '',
              wordCount: 0,
              ...redated,
            },
          ]),
        );
      }
      expect(await count('articles')).toBe(2);
      expect(await count('sightings')).toBe(6);
    },
  );

  test.skipIf(!isAvailable)('makes a new article of a new key with a new text at a known link', async () => {
    await storeItems(await receive([{ feed: 0, key: 'a', title: 'Bridge opens' }]));
    await storeItems(await receive([{ feed: 0, key: 'b', title: 'Bridge closes' }]));
    expect(await count('articles')).toBe(2);
  });

  test.skipIf(!isAvailable)('stores text that PostgreSQL could not hold', async () => {
    const odd = `null \0, half a pair ${'\ud83d'}, backslash \\u0000`;
    await storeItems(await receive([{ feed: 0, key: 'a', title: odd, bodyText: odd }]));
    const { rows } = await store.pool.query("select content->>'title' as title from articles");
    expect(rows).toEqual([{ title: 'null , half a pair \ufffd, backslash \\u0000' }]);
  });
});

function normalizedItem(
  feedId: string,
  itemId: string,
  { feed: _feed, key, ...changes }: GivenItem,
): NormalizedItem {
  const content = articleContent(changes);
  return {
    itemId,
    itemKey: key,
    feedId,
    seenAt: start,
    identities: identitiesOf(feedId, key, content),
    content,
    removed: [],
    tried: new Map(),
  };
}

/** The items in an order that depends on `seed` alone. */
function shuffled<T>(items: T[], seed: number): T[] {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
