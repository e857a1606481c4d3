import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '../../src/store/db.ts';
import { lockFolder } from '../../src/store/embedded/folder-lock.ts';
import { embeddedStoreLayout } from '../../src/store/embedded/layout.ts';
import { findStoreProcess, hasProc, residentBytes } from '../support/processes.ts';
import { openEmbeddedStore, storeEntry, type TestStore } from '../support/store.ts';

describe('the embedded store', () => {
  let store: TestStore;

  beforeAll(async () => {
    store = await openEmbeddedStore();
  });
  afterAll(() => store.close());
  const storeProcess = () => findStoreProcess(store.folder ?? '') ?? expect.fail('the store has no process');

  test('answers each of many clients with its own parameters', async () => {
    const ask = async (n: number) => {
      const columns = Array.from({ length: (n % 5) + 1 }, (_, i) => `$${i + 1}::integer as c${i}`).join(', ');
      const values = Array.from({ length: (n % 5) + 1 }, (_, i) => n * 10 + i);
      const { rows } = await store.pool.query<Record<string, number>>(`select ${columns}`, values);
      expect(Object.values(rows[0] ?? {})).toEqual(values);
    };
    for (let round = 0; round < 10; round += 1)
      await Promise.all(Array.from({ length: 40 }, (_, n) => ask(n)));
  });

  test('goes on for the others when a client dies in the middle of a query', async () => {
    const { socketPath } = embeddedStoreLayout(store.folder ?? '');
    const client = connect(socketPath);
    await once(client, 'connect');
    client.write(startupMessage());
    await once(client, 'data');
    client.write(parseMessage('select 1'));
    await delay(50);
    client.destroy();
    const { rows } = await store.pool.query('select $1::text as still', ['here']);
    expect(rows).toEqual([{ still: 'here' }]);
  });

  test('goes on after an error of a client, inside and outside of transactions', async () => {
    const client = await store.pool.connect();
    await client.query('begin');
    await expect(client.query('select $1::integer', ['no number'])).rejects.toThrow(/invalid input syntax/);
    await client.query('rollback');
    client.release();
    await expect(store.pool.query('select 1 / $1::integer', [0])).rejects.toThrow(/division by zero/);
    expect((await store.pool.query('select 7 as seven')).rows).toEqual([{ seven: 7 }]);
  });

  test('is served by one process, however many start', async () => {
    const rival = spawn(process.execPath, [storeEntry, 'serve', store.folder ?? ''], { stdio: 'ignore' });
    const [code] = await once(rival, 'exit');
    expect(code).toBe(0);
    expect((await store.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test.skipIf(!hasProc)('stays below 250 MB at rest', async () => {
    expect(residentBytes(storeProcess())).toBeLessThan(250_000_000);
  });

  test.skipIf(!hasProc)('comes back after a kill -9 with every transaction of ours', async () => {
    await inTransaction(store.pool, async (db) => {
      await db.query('create table notes (text text)');
      await db.query("insert into notes values ('committed')");
    });
    process.kill(storeProcess(), 'SIGKILL');
    await expect.poll(() => readNotes(store), { timeout: 15_000 }).toEqual([{ text: 'committed' }]);
  });
});

test('a folder is locked by one process until it ends, however it ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-lock-'));
  const lockFile = join(folder, 'store.lock');
  const first = lockFolder(lockFile);
  expect(first).not.toBeNull();
  expect(lockFolder(lockFile)).toBeNull();
  first?.release();
  const second = lockFolder(lockFile);
  expect(second).not.toBeNull();
  second?.release();
  rmSync(folder, { recursive: true });
});

test('a data folder too deep for a Unix socket gets its socket elsewhere', () => {
  const shallow = embeddedStoreLayout('/srv/wiredesk/data');
  expect(shallow.socketPath).toBe('/srv/wiredesk/data/.s.PGSQL.5432');
  const deep = embeddedStoreLayout(`/srv/${'very-'.repeat(30)}deep/data`);
  expect(Buffer.byteLength(deep.socketPath)).toBeLessThan(104);
  expect(deep.socketPath).not.toBe(embeddedStoreLayout(`/srv/${'very-'.repeat(30)}deep/other`).socketPath);
});

async function readNotes(store: TestStore): Promise<unknown> {
  return (await store.pool.query('select text from notes').catch(() => ({ rows: [] }))).rows;
}

function startupMessage(): Buffer {
  const body = Buffer.from('user\0postgres\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, body]);
}

function parseMessage(sql: string): Buffer {
  const body = Buffer.from(`\0${sql}\0\0\0`);
  const head = Buffer.alloc(5);
  head.write('P');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
