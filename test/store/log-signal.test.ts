import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTopicFollower } from '../../src/pipeline/follow-topics.ts';
import { inTransaction } from '../../src/store/db.ts';
import { appendEvents, findLogHead, findMatchedHead } from '../../src/store/events.ts';
import { createLogSignal, logHead, matchedHead } from '../../src/store/log-signal.ts';
import { insertTestArticle } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';
import { addTestTopic } from '../support/topics.ts';

const never = new AbortController().signal;
const longMs = 20_000;

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`the signal of the log on the ${name}`, () => {
    let store: TestStore;
    let articleId: string;
    beforeAll(async () => {
      store = await open();
      articleId = await insertTestArticle(store.pool, { title: 'Bridge closed' });
    });
    afterAll(() => store?.close());

    const append = () =>
      inTransaction(store.pool, (db) =>
        appendEvents(db, [
          { type: 'created', articleId, revision: 1, changed: [], at: '2026-03-01T00:00:00.000Z' },
        ]),
      );
    const signalOf = (notifies: boolean, pollMs: number, faults: Error[] = [], head = logHead) =>
      createLogSignal(store.pool, head, { notifies, pollMs, onFault: (error) => faults.push(error) });

    test('wakes all who wait below the new event, by asking', async () => {
      const signal = signalOf(false, 20);
      const head = await findLogHead(store.pool);
      const waiting = Array.from({ length: 50 }, () => signal.beyond(head, longMs, never));
      const further = signal.beyond(String(Number(head) + 1), 300, never);
      await append();
      expect(new Set(await Promise.all(waiting))).toEqual(new Set([true]));
      expect(await further).toBe(false);
      signal.close();
    });

    test('lets a waiter go when it aborts and when the signal closes', async () => {
      const signal = signalOf(false, 20);
      const head = await findLogHead(store.pool);
      const leaving = new AbortController();
      const left = signal.beyond(head, longMs, leaving.signal);
      leaving.abort();
      expect(await left).toBe(false);
      const closed = signal.beyond(head, longMs, never);
      signal.close();
      expect(await closed).toBe(false);
    });

    if (name !== 'PostgreSQL') return;

    test('is woken by the store, without asking', async () => {
      const signal = signalOf(true, longMs);
      const head = await findLogHead(store.pool);
      const grown = signal.beyond(head, longMs, never);
      await untilListening();
      await append();
      expect(await grown).toBe(true);
      signal.close();
    });

    test('is woken as the log is matched, where it is asked for that', async () => {
      await addTestTopic(store.pool, { query: 'ferry' });
      const signal = signalOf(true, longMs, [], matchedHead);
      const head = await findMatchedHead(store.pool);
      const matched = signal.beyond(head, longMs, never);
      await untilListening();
      await append();
      await createTopicFollower({ pool: store.pool, onFaultyTopic: expect.fail })();
      expect(await matched).toBe(true);
      signal.close();
    });

    test('listens again after its connection broke', async () => {
      const faults: Error[] = [];
      const signal = signalOf(true, 50, faults);
      const grown = signal.beyond(await findLogHead(store.pool), longMs, never);
      const pid = await untilListening();
      await store.pool.query('select pg_terminate_backend($1)', [pid]);
      expect(await untilListening(pid)).not.toBe(pid);
      expect(faults).not.toEqual([]);
      await append();
      expect(await grown).toBe(true);
      signal.close();
    });

    async function untilListening(otherThan = 0): Promise<number> {
      for (let turn = 0; turn < 200; turn += 1) {
        const { rows } = await store.pool.query<{ pid: number }>(
          `select pid from pg_stat_activity where query like 'listen %' and pid <> $1 and datname = current_database()`,
          [otherThan],
        );
        if (rows[0]) return rows[0].pid;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('nobody listens');
    }
  });
}
