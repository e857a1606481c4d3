import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { openPool } from '../../src/store/db.ts';
import { holdEmbeddedStore } from '../../src/store/embedded/connect.ts';
import { lockFolder } from '../../src/store/embedded/folder-lock.ts';
import { type EmbeddedStoreLayout, embeddedStoreLayout } from '../../src/store/embedded/layout.ts';
import { migrateStore } from '../../src/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Empty when there is no PostgreSQL to test on. */
    databaseUrl: string;
    /** Empty when there is no Redis to test on. */
    redisUrl: string;
    /** A data folder with a migrated, empty store that nobody serves. */
    templateFolder: string;
  }
}

const services = [
  { variable: 'WIREDESK_TEST_DATABASE_URL', provides: 'databaseUrl', name: 'PostgreSQL' },
  { variable: 'WIREDESK_TEST_REDIS_URL', provides: 'redisUrl', name: 'Redis' },
] as const;

/** Makes the template store and says which services the run does without. */
export default async function setup(project: TestProject): Promise<() => void> {
  for (const { variable, provides, name } of services) {
    const url = process.env[variable] ?? '';
    project.provide(provides, url);
    if (url) continue;
    if (process.env['WIREDESK_TEST_SERVICES'] === 'required')
      throw new Error(`${variable} is not set but required`);
    process.stderr.write(`Tests on ${name} are skipped: ${variable} is not set.\n`);
  }
  const templateFolder = mkdtempSync(join(tmpdir(), 'wiredesk-template-'));
  await makeTemplate(embeddedStoreLayout(templateFolder));
  project.provide('templateFolder', templateFolder);
  return () => rmSync(templateFolder, { recursive: true, force: true });
}

async function makeTemplate(layout: EmbeddedStoreLayout): Promise<void> {
  const storeEntry = fileURLToPath(new URL('../../workers/store.ts', import.meta.url));
  const store = await holdEmbeddedStore(layout, storeEntry, () => undefined);
  const pool = openPool(store.databaseUrl, 1, () => undefined);
  await migrateStore(pool);
  await pool.end();
  store.release();
  await untilUnlocked(layout.lockFile);
}

/** The store's process lets go of its folder some seconds after its last client. */
async function untilUnlocked(lockFile: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const lock = lockFolder(lockFile);
    if (lock) return lock.release();
    await delay(50);
  }
  throw new Error(`the template store still holds ${lockFile}`);
}
