import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lockFolder } from '../../src/store/embedded/folder-lock.ts';
import { embeddedStoreLayout } from '../../src/store/embedded/layout.ts';
import type { BenchStore } from './bench-store.ts';

const lockAttempts = 300;
const betweenAttemptsMs = 50;

/** The store that needs nothing installed, in a temporary folder, with everything in one worker process. */
export function openEmbeddedBenchStore(): BenchStore {
  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-bench-'));
  const { databaseUrl, lockFile } = embeddedStoreLayout(folder);
  return {
    name: 'embedded',
    databaseUrl,
    workers: ['all'],
    env: { WIREDESK_DATA_FOLDER: folder },
    // The store is a process that a worker starts.
    watchServers: async () => undefined,
    async close() {
      await untilUnlocked(lockFile);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The store's process lets go of its folder some seconds after its last client. */
async function untilUnlocked(lockFile: string): Promise<void> {
  for (let attempt = 0; attempt < lockAttempts; attempt += 1) {
    const lock = lockFolder(lockFile);
    if (lock) return lock.release();
    await delay(betweenAttemptsMs);
  }
  throw new Error(`the embedded store still holds ${lockFile}`);
}
