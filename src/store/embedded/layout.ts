import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const maxSocketPathBytes = 103;
const socketName = '.s.PGSQL.5432';

/** Where the parts of an embedded store lie. */
export interface EmbeddedStoreLayout {
  /** The data folder as an absolute path. */
  folder: string;
  pgdata: string;
  lockFile: string;
  logFile: string;
  /** The folder that holds the Unix socket; what PostgreSQL clients call the host. */
  socketFolder: string;
  socketPath: string;
  databaseUrl: string;
}

/**
 * The layout below `dataFolder`. The socket lies in it too, except where the path would be longer than a Unix
 * socket's may be: then in a folder of the system's temporary folder named after a hash of the path.
 */
export function embeddedStoreLayout(dataFolder: string): EmbeddedStoreLayout {
  const folder = resolve(dataFolder);
  const socketFolder = socketFolderFor(folder);
  return {
    folder,
    pgdata: join(folder, 'pgdata'),
    lockFile: join(folder, 'store.lock'),
    logFile: join(folder, 'store.log'),
    socketFolder,
    socketPath: join(socketFolder, socketName),
    databaseUrl: `postgresql://postgres@/postgres?host=${encodeURIComponent(socketFolder)}`,
  };
}

function socketFolderFor(folder: string): string {
  if (Buffer.byteLength(join(folder, socketName)) <= maxSocketPathBytes) return folder;
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `wiredesk-${hash}`);
}
