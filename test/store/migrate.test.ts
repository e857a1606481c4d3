import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listMigrations, migrateStore } from '../../src/store/migrate.ts';
import { describeSchema } from '../support/schema.ts';
import { stores, type TestStore } from '../support/store.ts';

describe.each(stores)('migrations on the $name', ({ isAvailable, open }) => {
  let store: TestStore;

  beforeAll(async () => {
    if (isAvailable) store = await open();
  });
  afterAll(() => store?.close());

  test.skipIf(!isAvailable)('make the schema of the golden file', async () => {
    await expect(await describeSchema(store.pool)).toMatchFileSnapshot('../golden/schema.txt');
  });

  test.skipIf(!isAvailable)('run once, though several processes start at the same time', async () => {
    await store.pool.query('drop schema wiredesk cascade');
    const ran = await Promise.all([1, 2, 3, 4].map(() => migrateStore(store.pool)));
    expect(ran.flat()).toEqual(await listMigrations(store.pool));
    expect(ran.flat().length).toBeGreaterThan(0);
  });

  test.skipIf(!isAvailable)('leave the search path as every query expects it', async () => {
    await store.pool.query('drop schema wiredesk cascade');
    const client = await store.pool.connect();
    const seen = new Set<string>();
    let isDone = false;
    const migrated = migrateStore(store.pool).finally(() => {
      isDone = true;
    });
    // Another client of the embedded store has the same session.
    while (!isDone) {
      const shown = await client.query<{ search_path: string }>('show search_path');
      for (const { search_path } of shown.rows) seen.add(search_path.replaceAll(' ', ''));
    }
    client.release();
    await migrated;
    expect([...seen]).toEqual(['wiredesk,bullmq']);
    const { rows } = await store.pool.query('show search_path');
    expect(rows).toEqual([{ search_path: expect.stringMatching(/^wiredesk, ?bullmq$/) }]);
  });
});
