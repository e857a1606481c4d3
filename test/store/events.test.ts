import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db, Pool } from '../../src/store/db.ts';
import { inTransaction } from '../../src/store/db.ts';
import { appendEvents, everyEvent, findLogHead, listEvents } from '../../src/store/events.ts';
import { insertTestArticle } from '../support/articles.ts';
import { stores, type TestStore } from '../support/store.ts';

const everything = { ...everyEvent, limit: 100 };

describe.each(stores)('the event log on the $name', ({ isAvailable, open }) => {
  let store: TestStore;
  let articleId: string;

  beforeAll(async () => {
    if (!isAvailable) return;
    store = await open();
    articleId = await insertTestArticle(store.pool);
  });
  afterAll(() => store?.close());

  const append = (db: Db, changed: string) =>
    appendEvents(db, [
      { type: 'updated', articleId, revision: 1, changed: [changed], at: new Date().toISOString() },
    ]);

  test.skipIf(!isAvailable)('gives no event to a reader before every event of a smaller cursor', async () => {
    const after = await findLogHead(store.pool);
    const slow = Promise.withResolvers<void>();
    const slowHasAppended = Promise.withResolvers<void>();
    const slowWriter = inTransaction(store.pool, async (db) => {
      await append(db, 'slow');
      slowHasAppended.resolve();
      await slow.promise;
    });
    await slowHasAppended.promise;
    // On the embedded store this transaction does not even begin before the slow one has ended.
    const fastWriter = inTransaction(store.pool, (db) => append(db, 'fast'));
    const seenBefore = slowSessionBlocks(store) ? [] : await listEvents(store.pool, { ...everything, after });
    slow.resolve();
    await Promise.all([slowWriter, fastWriter]);

    expect(seenBefore).toEqual([]);
    const seen = await listEvents(store.pool, { ...everything, after });
    expect(seen.map((event) => event.changed)).toEqual([['slow'], ['fast']]);
  });

  test.skipIf(!isAvailable)(
    'shows a paging reader every event once and in order while eight writers commit',
    async () => {
      const after = await findLogHead(store.pool);
      const writers = 8;
      const eventsEach = 25;
      let isWriting = true;
      const seen: string[] = [];

      const reader = (async () => {
        let cursor = after;
        for (;;) {
          const wasWriting = isWriting;
          const page = await listEvents(store.pool, { ...everything, after: cursor, limit: 7 });
          seen.push(...page.map((event) => event.cursor));
          cursor = page.at(-1)?.cursor ?? cursor;
          if (page.length === 0 && !wasWriting) return;
        }
      })();
      await Promise.all(
        Array.from({ length: writers }, (_, writer) => writeEvents(store.pool, `w${writer}`, eventsEach)),
      );
      isWriting = false;
      await reader;

      const expected = Array.from({ length: writers * eventsEach }, (_, index) =>
        String(BigInt(after) + BigInt(index + 1)),
      );
      expect(seen).toEqual(expected);
    },
  );

  async function writeEvents(pool: Pool, name: string, count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      await inTransaction(pool, async (db) => {
        await append(db, `${name}-${index}`);
        if (index % 5 === 0) await db.query('select pg_sleep(0.003)');
      });
    }
  }
});

describe('a log whose numbers come from a sequence', () => {
  const postgres = stores[1];
  let store: TestStore;

  beforeAll(async () => {
    if (postgres.isAvailable) store = await postgres.open();
  });
  afterAll(() => store?.close());

  test.skipIf(!postgres.isAvailable)(
    'loses events to a paging reader, which is why ours is not one',
    async () => {
      await store.pool.query('create table sequence_log (cursor bigserial primary key, name text)');
      const readAfter = async (cursor: string) => {
        const { rows } = await store.pool.query(
          'select cursor, name from sequence_log where cursor > $1 order by cursor',
          [cursor],
        );
        return rows as { cursor: string; name: string }[];
      };
      const slow = await store.pool.connect();
      await slow.query('begin');
      await slow.query("insert into sequence_log (name) values ('slow')");
      await store.pool.query("insert into sequence_log (name) values ('fast')");
      const first = await readAfter('0');
      await slow.query('commit');
      slow.release();
      const second = await readAfter(first.at(-1)?.cursor ?? '0');

      expect([...first, ...second].map((row) => row.name)).toEqual(['fast']);
    },
  );
});

function slowSessionBlocks(store: TestStore): boolean {
  return store.folder !== null;
}
