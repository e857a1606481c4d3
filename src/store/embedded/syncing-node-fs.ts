import { open, readdir } from 'node:fs/promises';
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

/** Files synced at once: the disk writes for several in one go. */
const syncedAtOnce = 16;

/** Brings a folder and all that lies in it to the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = [folder, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  for (let start = 0; start < paths.length; start += syncedAtOnce) {
    await Promise.all(paths.slice(start, start + syncedAtOnce).map(syncPath));
  }
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
