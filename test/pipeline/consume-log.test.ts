import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acknowledge, leaseEvents, release } from '../../src/pipeline/consume-log.ts';
import { listConsumers, putConsumer } from '../../src/store/consumers.ts';
import { inTransaction } from '../../src/store/db.ts';
import { appendEvents, everyEvent, findLogHead } from '../../src/store/events.ts';
import { insertTestArticle } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';

const start = Date.parse('2026-03-01T00:00:00.000Z');
const seconds = 60;

for (const { name: storeName, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`consumers of the log on the ${storeName}`, () => {
    let store: TestStore;
    let articleIds: string[];
    let consumers = 0;

    beforeAll(async () => {
      store = await open();
      articleIds = [];
      for (const title of ['Ferry', 'Bridge', 'Harbour'])
        articleIds.push(await insertTestArticle(store.pool, { title }));
    });
    afterAll(() => store?.close());

    /** A consumer that starts at the end of the log, with these events after it: an index into articleIds for each. */
    const consumerOf = async (of: number[]) => {
      consumers += 1;
      const name = `service-${consumers}`;
      const from = await findLogHead(store.pool);
      await putConsumer(store.pool, { name, ...everyEvent, acked: from }, new Date(start));
      const at = new Date(start).toISOString();
      const events = of.map((index) => ({
        type: 'updated' as const,
        articleId: articleIds[index] ?? '',
        revision: 1,
        changed: [],
        at,
      }));
      await inTransaction(store.pool, (db) => appendEvents(db, events));
      return { name, from: Number(from) };
    };
    const lease = async (name: string, limit: number, at = start) => {
      const leased = await leaseEvents(store.pool, name, { limit, seconds }, new Date(at));
      return leased.kind === 'leased' ? leased : null;
    };
    const stateOf = async (name: string) => (await listConsumers(store.pool, name))[0];

    test('gives each event to one worker, and moves on as they are done', async () => {
      const { name, from } = await consumerOf([0, 1, 2, 0]);
      const one = await lease(name, 2);
      const two = await lease(name, 1);
      expect(one?.events.map(({ cursor }) => Number(cursor) - from)).toEqual([1, 2]);
      expect(two?.events.map(({ cursor }) => Number(cursor) - from)).toEqual([3]);
      await acknowledge(store.pool, name, two?.lease.id ?? '', new Date(start));
      expect(await stateOf(name)).toMatchObject({ acked: String(from), leases: 1, behind: 4 });
      await acknowledge(store.pool, name, one?.lease.id ?? '', new Date(start));
      expect(await stateOf(name)).toMatchObject({ acked: String(from + 3), leases: 0, behind: 1 });
    });

    test('keeps an event back while another of its article is in hand', async () => {
      const { name, from } = await consumerOf([0, 1, 0]);
      const one = await lease(name, 1);
      const two = await lease(name, 10);
      expect(two?.events.map(({ cursor }) => Number(cursor) - from)).toEqual([2]);
      expect(await lease(name, 10)).toBeNull();
      await acknowledge(store.pool, name, one?.lease.id ?? '', new Date(start));
      expect((await lease(name, 10))?.events.map(({ cursor }) => Number(cursor) - from)).toEqual([3]);
    });

    test('gives what was not done in time to another, and no longer hears the first', async () => {
      const { name } = await consumerOf([0, 1]);
      const late = await lease(name, 2);
      const again = await lease(name, 2, start + seconds * 1000);
      expect(again?.events).toEqual(late?.events);
      expect(again?.lease.attempt).toBe(2);
      expect(await acknowledge(store.pool, name, late?.lease.id ?? '', new Date(start))).toBe(false);
      expect(await acknowledge(store.pool, name, again?.lease.id ?? '', new Date(start))).toBe(true);
    });

    test('gives back what a worker releases at once', async () => {
      const { name } = await consumerOf([0]);
      const one = await lease(name, 1);
      expect(await lease(name, 1)).toBeNull();
      expect(await release(store.pool, name, one?.lease.id ?? '', new Date(start))).toBe(true);
      expect((await lease(name, 1))?.events).toEqual(one?.events);
    });

    test('passes over what its filter leaves out', async () => {
      const { name, from } = await consumerOf([0, 1, 2]);
      const change = { name, ...everyEvent, types: ['killed' as const], acked: null };
      await putConsumer(store.pool, change, new Date(start));
      expect(await lease(name, 10)).toBeNull();
      expect(await stateOf(name)).toMatchObject({ acked: String(from + 3), behind: 0 });
    });

    test('knows no consumer that nobody made', async () => {
      const leased = await leaseEvents(store.pool, 'nobody', { limit: 1, seconds }, new Date(start));
      expect(leased).toEqual({ kind: 'unknown-consumer' });
    });

    test('does every event, and those of an article in order, whichever workers fail', async () => {
      const step = fc.record({ limit: fc.integer({ min: 1, max: 4 }), dies: fc.boolean() });
      const events = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(events, fc.array(step, { maxLength: 12 }), async (of, steps) => {
          const { name, from } = await consumerOf(of);
          const done: { cursor: number; articleId: string }[] = [];
          const inHand: { id: string; events: { cursor: string; articleId: string }[] }[] = [];
          let at = start;
          const finish = async () => {
            const worker = inHand.shift();
            if (!worker || !(await acknowledge(store.pool, name, worker.id, new Date(at)))) return;
            for (const { cursor, articleId } of worker.events)
              done.push({ cursor: Number(cursor) - from, articleId });
          };
          const finishAll = async () => {
            while (inHand.length > 0) await finish();
          };
          for (const { limit, dies } of steps) {
            const leased = await lease(name, limit, at);
            if (!leased) at += seconds * 1000;
            else if (!dies) inHand.push({ id: leased.lease.id, events: leased.events });
            if (inHand.length > 2) await finish();
          }
          await finishAll();
          for (let turn = 0; turn < 2 * of.length + 2 && done.length < of.length; turn += 1) {
            const leased = await lease(name, 4, at);
            if (leased) inHand.push({ id: leased.lease.id, events: leased.events });
            else at += seconds * 1000;
            await finishAll();
          }
          expect(done.map(({ cursor }) => cursor).sort((a, b) => a - b)).toEqual(
            of.map((_, index) => index + 1),
          );
          for (const articleId of articleIds) {
            const own = done.filter((event) => event.articleId === articleId).map(({ cursor }) => cursor);
            expect(own).toEqual(own.toSorted((a, b) => a - b));
          }
          expect(await stateOf(name)).toMatchObject({ leases: 0, behind: 0 });
        }),
        { numRuns: 15 },
      );
    });
  });
}
