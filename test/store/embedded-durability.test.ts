import { fstatSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginDurably } from '../../src/store/db.ts';
import { storeOptions } from '../../src/store/embedded/store-options.ts';

/** A power cut cannot be had in a test; what it spares is what was synced before. */
describe('what the embedded store brings to the disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-durability-'));
  const pgdata = join(folder, 'pgdata');
  const synced = new Set<number>();
  let db: PGlite;

  beforeAll(async () => {
    db = await PGlite.create(storeOptions(pgdata, (fd) => synced.add(fstatSync(fd).ino)));
    await db.exec('create schema wiredesk; create table wiredesk.notes (text text)');
  });
  beforeEach(() => synced.clear());
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });

  const syncedLogs = () =>
    readdirSync(join(pgdata, 'pg_wal')).filter((name) =>
      synced.has(statSync(join(pgdata, 'pg_wal', name)).ino),
    );

  test('is the log of what was changed, with every commit that waits for it', async () => {
    await db.exec(`${beginDurably}; insert into wiredesk.notes values ('waited for'); commit`);
    expect(syncedLogs()).toHaveLength(1);
  });

  test('is nothing at once for a commit that does not wait, until the next one that does', async () => {
    await db.query("insert into wiredesk.notes values ('not waited for')");
    expect(syncedLogs()).toHaveLength(0);
    await db.exec(`${beginDurably}; insert into wiredesk.notes values ('waited for'); commit`);
    expect(syncedLogs()).toHaveLength(1);
  });

  test('is the table itself, with every checkpoint', async () => {
    await db.query("insert into wiredesk.notes values ('checkpointed')");
    const { rows } = await db.query<{ path: string }>(
      "select pg_relation_filepath('wiredesk.notes') as path",
    );
    await db.query('checkpoint');
    expect(synced).toContain(statSync(join(pgdata, rows[0]?.path ?? '')).ino);
  });

  test('is nothing for what only reads', async () => {
    await db.query('select * from wiredesk.notes');
    expect(synced.size).toBe(0);
  });
});
