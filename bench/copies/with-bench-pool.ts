import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPool, type Pool } from '../../src/store/db.ts';
import { holdEmbeddedStore } from '../../src/store/embedded/connect.ts';
import { embeddedStoreLayout } from '../../src/store/embedded/layout.ts';
import { migrateStore } from '../../src/store/migrate.ts';
import { openServicesBenchStore, type Services } from '../program/services-store.ts';

const storeEntry = fileURLToPath(new URL('../../workers/store.ts', import.meta.url));
const connections = 10;

/** Runs `work` on an empty, migrated store: a database of its own where there are services, else an embedded store. */
export async function withBenchPool<T>(
  services: Services | null,
  work: (pool: Pool) => Promise<T>,
): Promise<T> {
  const store = services ? await openServicesBenchStore(services) : await openEmbedded();
  const pool = openPool(store.databaseUrl, connections, () => undefined);
  try {
    await migrateStore(pool);
    return await work(pool);
  } finally {
    await pool.end();
    await store.close();
  }
}

async function openEmbedded() {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-bench-'));
  const { databaseUrl, release } = await holdEmbeddedStore(
    embeddedStoreLayout(folder),
    storeEntry,
    () => undefined,
  );
  return {
    databaseUrl,
    async close() {
      release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
