import { fsyncSync } from 'node:fs';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { searchPath } from '../db.ts';
import { SyncingNodeFS } from './syncing-node-fs.ts';

/**
 * How the store in the folder `pgdata` is opened: PGlite's own parameters, with an fsync that is on (`-F` turns it off)
 * and reaches the disk, but which only transactions that ask for it wait for (`beginDurably`), and small buffers: 8 MB of
 * shared buffers make the process about 170 MB at rest instead of 400–530.
 * @param sync brings an open file to the disk.
 */
export function storeOptions(pgdata: string, sync: (fd: number) => void = fsyncSync): PGliteOptions {
  const kept = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
  const ours = [
    'fsync=on',
    'wal_sync_method=fsync',
    'synchronous_commit=off',
    'shared_buffers=8MB',
    `search_path=${searchPath}`,
  ];
  return {
    fs: new SyncingNodeFS(pgdata, sync),
    startParams: [...kept, ...ours.flatMap((parameter) => ['-c', parameter])],
  };
}
