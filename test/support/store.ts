import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { inject } from 'vitest';
import { openPool, type Pool } from '../../src/store/db.ts';
import { holdEmbeddedStore } from '../../src/store/embedded/connect.ts';
import { embeddedStoreLayout } from '../../src/store/embedded/layout.ts';
import { migrateStore } from '../../src/store/migrate.ts';

/** The process that serves an embedded store. */
export const storeEntry = fileURLToPath(new URL('../../workers/store.ts', import.meta.url));

/** A migrated, empty store of a test's own. */
export interface TestStore {
  pool: Pool;
  databaseUrl: string;
  /** The data folder; null on PostgreSQL. */
  folder: string | null;
  close(): Promise<void>;
}

/** The stores every store test runs on: `describe.skipIf(!store.isAvailable).each(stores)`. */
export const stores = [
  { name: 'embedded store', isAvailable: true, open: openEmbeddedStore },
  { name: 'PostgreSQL', isAvailable: Boolean(inject('databaseUrl')), open: openPostgresStore },
] as const;

/** A copy of the migrated template store (making one takes seconds, copying it a fraction of one). */
export async function openEmbeddedStore(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-test-'));
  cpSync(join(inject('templateFolder'), 'pgdata'), join(folder, 'pgdata'), { recursive: true });
  const { databaseUrl, release } = await holdEmbeddedStore(
    embeddedStoreLayout(folder),
    storeEntry,
    ignoreFault,
  );
  const pool = openPool(databaseUrl, 12, ignoreFault);
  return {
    pool,
    databaseUrl,
    folder,
    async close() {
      await pool.end();
      release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database of its own on the server that WIREDESK_TEST_DATABASE_URL names. */
export async function openPostgresStore(): Promise<TestStore> {
  const serverUrl = inject('databaseUrl');
  const name = `wiredesk_test_${randomBytes(6).toString('hex')}`;
  await runOnServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const pool = openPool(url.href, 12, ignoreFault);
  await migrateStore(pool);
  return {
    pool,
    databaseUrl: url.href,
    folder: null,
    async close() {
      await pool.end();
      await runOnServer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function runOnServer(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** Some tests end stores under open connections; queries that fail tell of themselves. */
function ignoreFault(): void {}
