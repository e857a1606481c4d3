import { DatabaseSync } from 'node:sqlite';

/** Held by at most one process; the kernel lets go of it when that process ends, however it ends. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the lock file at `path`, or returns null when another process holds it.
 *
 * SQLite's file lock is used for what Node itself lacks: a lock that a kill -9 cannot leave behind and that no
 * recycled process id can fake. The file never holds data.
 */
export function lockFolder(path: string): FolderLock | null {
  const file = new DatabaseSync(path);
  try {
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    if (error instanceof Error && error.message.includes('locked')) return null;
    throw error;
  }
  return { release: () => file.close() };
}
