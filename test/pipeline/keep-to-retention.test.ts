import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copySet } from '../../bench/copies/measure-copies.ts';
import { hashItemKey } from '../../src/dedupe/identities.ts';
import { atOnce } from '../../src/domain/subscription.ts';
import { keepToRetention, type Retention } from '../../src/pipeline/keep-to-retention.ts';
import { findArticleRecord, findArticleRevision } from '../../src/store/articles.ts';
import { everyEvent, findLogHead, listEvents } from '../../src/store/events.ts';
import { findFollower, startFollower } from '../../src/store/followers.ts';
import { insertDeliveries } from '../../src/store/plan-deliveries.ts';
import { sweepItems } from '../../src/store/prune-items.ts';
import { addSubscription, removeSubscription } from '../../src/store/subscriptions.ts';
import { stores } from '../support/store.ts';
import { contentOf, deskOpensAt, openStoryDesk, type StoryDesk } from '../support/story-desk.ts';

const dayMs = 86_400_000;
const afterDays = (days: number) => new Date(deskOpensAt.getTime() + days * dayMs);
const [report, ...variations] = copySet(5, 1);
const [copy] = variations;
if (!report || !copy) throw new Error('there is no report');

const forEver: Retention = {
  articleDays: 0,
  revisionDays: 0,
  itemDays: 0,
  eventDays: 0,
  deliveryDays: 0,
  deadDeliveryDays: 0,
  pushDays: 0,
  tombstoneDays: 0,
};
const page = { ...everyEvent, limit: 100 };

describe.each(stores)('what is kept on the $name', ({ isAvailable, open }) => {
  let desk: StoryDesk;

  beforeAll(async () => {
    if (isAvailable) desk = await openStoryDesk(open);
  });
  afterAll(() => desk?.close());
  beforeEach(async () => {
    if (isAvailable) await desk.empty();
  });
  const keep = (changes: Partial<Retention>, days: number) =>
    keepToRetention(
      {
        pool: desk.pool,
        observer: { eventsMissed: (name, from, to) => void missed.push([name, from, to]) },
      },
      { ...forEver, ...changes },
      afterDays(days),
    );
  const missed: string[][] = [];
  const count = async (table: string) => {
    const { rows } = await desk.pool.query<{ n: number }>(`select count(*)::integer as n from ${table}`);
    return rows[0]?.n ?? 0;
  };

  test.skipIf(!isAvailable)('stays for ever where no number of days is given', async () => {
    const id = await desk.publish(0, 'item', report);
    await keep({}, 5000);
    expect(await findArticleRecord(desk.pool, id)).not.toBeNull();
    expect(await count('items')).toBe(1);
    expect(await count('events')).toBe(1);
  });

  test.skipIf(!isAvailable)(
    'is no article older than its days, with nothing left that hangs on it',
    async () => {
      const id = await desk.publish(0, 'item', report);
      await desk.publish(0, 'item', { ...report, title: 'Another headline for the same report' });
      await keep({ articleDays: 30 }, 30);
      expect(await findArticleRecord(desk.pool, id)).not.toBeNull();
      await keep({ articleDays: 30 }, 31);
      expect(await findArticleRecord(desk.pool, id)).toBeNull();
      for (const table of ['revisions', 'items', 'sightings', 'story_samples', 'story_texts'])
        expect([table, await count(table)]).toEqual([table, 0]);
      expect(await desk.events()).toEqual([`created ${id}`, `updated ${id} title`]);
    },
  );

  test.skipIf(!isAvailable)('brings no old item in again as new, unchanged or changed', async () => {
    await desk.publish(0, 'item', report);
    await keep({ articleDays: 30, tombstoneDays: 365 }, 31);
    const before = await desk.events();
    const later = afterDays(32);
    const elsewhere = { url: 'https://outlet-0.example/item' };
    const again = [
      await desk.item(0, 'item', contentOf(report), later),
      await desk.item(0, 'item', contentOf({ title: 'Changed', text: 'Other words. '.repeat(40) }), later),
      await desk.item(1, 'same text', contentOf(report), later),
      await desk.item(
        2,
        'same address',
        { ...contentOf({ title: 'Moved', text: 'Short.' }), ...elsewhere },
        later,
      ),
    ];
    expect(await desk.storeItems(again)).toEqual({ items: 4, created: 0, updated: 0, sighted: 0 });
    expect(await desk.events()).toEqual(before);
    expect(await count('articles')).toBe(0);
    expect(await count('waiting_items')).toBe(0);
  });

  test.skipIf(!isAvailable)('is known as old for its days, and new after them', async () => {
    await desk.publish(0, 'item', report);
    const head = hashItemKey(desk.feedId(0), 'item');
    await desk.pool.query('insert into item_heads (feed_id, key_hash, content_hash) values ($1, $2, $2)', [
      desk.feedId(0),
      head,
    ]);
    await keep({ articleDays: 30, tombstoneDays: 365 }, 31);
    await keep({ articleDays: 30, tombstoneDays: 365 }, 31 + 364);
    expect([await count('identities'), await count('item_heads')]).not.toContain(0);
    await keep({ articleDays: 30, tombstoneDays: 365 }, 31 + 366);
    expect([await count('identities'), await count('item_heads'), await count('pruned_articles')]).toEqual([
      0, 0, 0,
    ]);
    expect(await desk.publish(0, 'item', report)).not.toBe('');
  });

  test.skipIf(!isAvailable)('goes on as a story with the articles that are left', async () => {
    const lead = await desk.publish(0, 'wire', report);
    const texts = variations.slice(0, 2);
    const items = await Promise.all(
      texts.map((text, index) => desk.item(index + 1, 'copy', contentOf(text), afterDays(10))),
    );
    await desk.storeItems(items);
    const [ids = []] = await desk.stories();
    expect(ids).toHaveLength(3);
    await keep({ articleDays: 30 }, 31);
    expect(await desk.stories()).toEqual([ids.filter((id) => id !== lead)]);
    const { rows } = await desk.pool.query('select size, lead_id from stories');
    expect(rows).toEqual([{ size: 2, lead_id: ids[1] }]);
    await keep({ articleDays: 30 }, 41);
    expect([await desk.stories(), await count('stories'), await count('articles')]).toEqual([[], 0, 0]);
  });

  test.skipIf(!isAvailable)('knows what a change was when the event that told it is gone', async () => {
    const id = await desk.publish(0, 'item', report);
    await desk.publish(0, 'item', { ...report, title: 'Another headline for the same report' });
    await keep({ eventDays: 30 }, 31);
    expect(await count('events')).toBe(0);
    expect((await findArticleRecord(desk.pool, id))?.revisions).toMatchObject([
      { revision: 2, class: 'substance' },
      { revision: 1, class: null },
    ]);
  });

  test.skipIf(!isAvailable)('tells a reader whose cursor is older than the log what is missing', async () => {
    await desk.publish(0, 'old', report);
    const [{ cursor: old = '' } = {}] = await listEvents(desk.pool, { ...page, after: '0' });
    await desk.storeItems([
      await desk.item(1, 'middle', contentOf({ title: 'Middle', text: 'Of the log.' }), afterDays(9)),
    ]);
    const middle = await findLogHead(desk.pool);
    await desk.storeItems([
      await desk.item(2, 'new', contentOf({ title: 'New', text: 'In the log.' }), afterDays(20)),
    ]);
    await keep({ eventDays: 10 }, 20);
    expect(await listEvents(desk.pool, { ...page, after: middle })).toHaveLength(1);
    expect(await listEvents(desk.pool, { ...page, after: '0' })).toHaveLength(1);
    const expired = listEvents(desk.pool, { ...page, after: old });
    await expect(expired).rejects.toMatchObject({
      code: 'cursor-expired',
      message: expect.stringContaining(`go on after ${middle}`),
    });
    await keep({ eventDays: 10 }, 40);
    expect(await listEvents(desk.pool, { ...page, after: '0' })).toEqual([]);
  });

  test.skipIf(!isAvailable)('moves on who follows the log when what comes next is deleted', async () => {
    await desk.publish(0, 'old', report);
    const head = await findLogHead(desk.pool);
    await startFollower(desk.pool, 'late', '0');
    await startFollower(desk.pool, 'quick', head);
    missed.length = 0;
    await keep({ eventDays: 10 }, 20);
    expect([await findFollower(desk.pool, 'late'), await findFollower(desk.pool, 'quick')]).toEqual([
      head,
      head,
    ]);
    expect(missed).toEqual([['late', '0', head]]);
  });

  test.skipIf(!isAvailable)(
    'are deliveries while they wait, and a longer time where they were given up',
    async () => {
      const desks = ['well', 'gone'].map((name) => ({
        ...{ name, topicId: null, url: 'https://desk.example/hook', notices: 'articles' as const },
        ...{ channel: 'webhook' as const, batchSize: 1, pace: atOnce, owner: null },
      }));
      const ids: string[] = [];
      for (const definition of desks)
        ids.push((await addSubscription(desk.pool, definition, 'whsec_c2VjcmV0', deskOpensAt))?.id ?? '');
      await desk.pool.query(`update subscriptions set state = 'gone' where name = 'gone'`);
      const planned = ids.flatMap((listenerId) =>
        ['1', '2', '3'].map((cursor) => ({ listenerId, cursor, articleId: '1' })),
      );
      await insertDeliveries(desk.pool, planned, deskOpensAt);
      await desk.pool.query(`update deliveries set state = 'delivered' where cursor = 1`);
      await desk.pool.query(`update deliveries set state = 'dead' where cursor = 2`);
      const left = async () => {
        const { rows } = await desk.pool.query<{ left: string }>(
          `select name || ' ' || d.state as left from deliveries d join subscriptions s on s.id = d.subscription_id
           order by d.subscription_id, cursor`,
        );
        return rows.map((row) => row.left);
      };
      await keep({ deliveryDays: 30, deadDeliveryDays: 90 }, 30);
      expect(await left()).toHaveLength(6);
      await keep({ deliveryDays: 30, deadDeliveryDays: 90 }, 31);
      expect(await left()).toEqual(['well dead', 'well waiting', 'gone dead', 'gone waiting']);
      await keep({ deliveryDays: 30, deadDeliveryDays: 90 }, 91);
      expect(await left()).toEqual(['well waiting']);
      await removeSubscription(desk.pool, ids[0] ?? '');
    },
  );

  test.skipIf(!isAvailable)(
    'are raw items while articles are made of them or they wait, however old',
    async () => {
      await desk.publish(0, 'item', report);
      await desk.publish(0, 'item', { ...report, title: 'Another headline for the same report' });
      await desk.publish(1, 'same text', report);
      await desk.item(2, 'waits', contentOf(copy));
      await keep({ itemDays: 10 }, 9);
      expect(await count('items')).toBe(4);
      await keep({ itemDays: 10 }, 11);
      const { rows } = await desk.pool.query('select key from items order by id');
      expect(rows).toEqual([{ key: 'item' }, { key: 'waits' }]);
    },
  );

  test.skipIf(!isAvailable)(
    'is looked through a part at a time, from the beginning after the end',
    async () => {
      for (const key of ['a', 'b', 'c']) await desk.item(0, key, contentOf(report));
      const looked = [];
      for (let part = 0; part < 4; part += 1) looked.push(await sweepItems(desk.pool, afterDays(1), 2));
      expect(looked).toEqual([2, 1, 0, 2]);
    },
  );

  test.skipIf(!isAvailable)('is no former text older than its days', async () => {
    const id = await desk.publish(0, 'item', report);
    await desk.publish(0, 'item', { ...report, title: 'Another headline for the same report' });
    await keep({ revisionDays: 10 }, 9);
    expect(await findArticleRevision(desk.pool, id, 1)).not.toBeNull();
    await keep({ revisionDays: 10 }, 11);
    expect(await findArticleRevision(desk.pool, id, 1)).toBeNull();
    expect(await findArticleRevision(desk.pool, id, 2)).not.toBeNull();
  });
});
