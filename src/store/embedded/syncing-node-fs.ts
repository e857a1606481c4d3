import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type EmscriptenOptions = Parameters<NodeFS['init']>[1];

/** Of what Emscripten's NODEFS keeps, that which is needed here. */
interface NodeFileSystem {
  stream_ops: { fsync?(stream: { nfd: number }): number };
}

/**
 * PGlite's folder of files, with an fsync that reaches the disk. Emscripten's NODEFS has none, so PGlite's is answered
 * with success and does nothing: `fsync=on` alone survives a kill -9, and no power cut. PGlite's fdatasync never gets
 * as far as the file system, so `wal_sync_method` has to be `fsync`.
 */
export class SyncingNodeFS extends NodeFS {
  readonly #sync: (fd: number) => void;

  constructor(folder: string, sync: (fd: number) => void) {
    super(folder);
    this.#sync = sync;
  }

  override async init(db: PGlite, options: EmscriptenOptions): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(db, options);
    type PreRun = NonNullable<typeof emscriptenOpts.preRun>[number];
    const addSync: PreRun = (module) => {
      const { NODEFS } = module.FS.filesystems as unknown as { NODEFS: NodeFileSystem };
      NODEFS.stream_ops.fsync = ({ nfd }) => {
        this.#sync(nfd);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } };
  }
}

/** Brings a folder and all that lies in it to the disk. */
export function syncFolder(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    syncPath(join(entry.parentPath, entry.name));
  }
  syncPath(folder);
}

function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
