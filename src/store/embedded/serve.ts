import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { WiredeskError } from '../../domain/errors.ts';
import { lockFolder } from './folder-lock.ts';
import type { EmbeddedStoreLayout } from './layout.ts';
import { prepareSocketFolder } from './socket-folder.ts';
import { storeOptions } from './store-options.ts';
import { syncFolder } from './syncing-node-fs.ts';
import { TurnKeepingPGlite } from './turn-keeping-pglite.ts';

/** Far above what one machine's processes open; the socket server refuses everything over it. */
const maxConnections = 500;

/** How serving ended before it began, or the server that serves. */
export type Serving =
  | { kind: 'served-elsewhere' }
  | { kind: 'serving'; stopped: Promise<void>; stop(): void };

/**
 * Opens the embedded store of `layout` in this process and serves it on its Unix socket until nobody has been
 * connected for `lingerMs`, or `stop` is called. One process serves a folder at a time.
 * @param onFault told that PGlite is broken and this process has to end.
 * @throws WiredeskError store-unavailable when there is no store to open, or its socket's folder is not to be trusted.
 */
export async function serveEmbeddedStore(
  layout: EmbeddedStoreLayout,
  lingerMs: number,
  onFault: (error: unknown) => void,
): Promise<Serving> {
  mkdirSync(layout.folder, { recursive: true });
  prepareSocketFolder(layout);
  const lock = lockFolder(layout.lockFile);
  if (!lock) return { kind: 'served-elsewhere' };

  // PGlite would make one in place, and whoever killed it half-way would leave half a store.
  if (!existsSync(layout.pgdata)) {
    lock.release();
    throw new WiredeskError('store-unavailable', `there is no store in ${layout.folder}; create it first`);
  }
  const db = new TurnKeepingPGlite(storeOptions(layout.pgdata), onFault);
  await db.waitReady;
  // Only the holder of the lock comes here, so a socket that exists is a dead process's.
  rmSync(layout.socketPath, { force: true });
  const server = new PGLiteSocketServer({ db, path: layout.socketPath, maxConnections });
  await server.start();

  const ending = Promise.withResolvers<void>();
  const watch = whenIdle(() => server.getStats().activeConnections, lingerMs, ending.resolve);
  const stopped = ending.promise.then(async () => {
    clearInterval(watch);
    await server.stop();
    await db.close();
    rmSync(layout.socketPath, { force: true });
    lock.release();
  });
  return { kind: 'serving', stopped, stop: ending.resolve };
}

/**
 * Makes an empty store in `layout.pgdata`. To be run in a process of its own: making one takes 300 MB that the
 * process never gives back. The rename at the end makes it all or nothing.
 */
export async function createEmbeddedStore(layout: EmbeddedStoreLayout): Promise<void> {
  mkdirSync(layout.folder, { recursive: true });
  const lock = lockFolder(layout.lockFile);
  if (!lock) return;
  try {
    if (existsSync(layout.pgdata)) return;
    const unfinished = `${layout.pgdata}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    const db = await PGlite.create(storeOptions(unfinished));
    await db.close();
    await syncFolder(unfinished);
    renameSync(unfinished, layout.pgdata);
  } finally {
    lock.release();
  }
}

function whenIdle(connections: () => number, lingerMs: number, then: () => void): NodeJS.Timeout {
  let lastBusyAt = performance.now();
  return setInterval(() => {
    if (connections() > 0) lastBusyAt = performance.now();
    else if (performance.now() - lastBusyAt >= lingerMs) then();
  }, 250);
}
