import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WiredeskError } from '../../domain/errors.ts';
import type { EmbeddedStoreLayout } from './layout.ts';

/**
 * V8's optimizing WebAssembly compiler takes 700 MB while the store opens and 230 MB for good; its baseline
 * compiler 170 MB, with no slower inserts (measured with PGlite 0.5 on Node 24).
 */
const leanWebAssembly = '--liftoff-only';

const startTimeoutMs = 60_000;
const probeEveryMs = 50;

/** An embedded store that is kept running until it is released. */
export interface EmbeddedStore {
  databaseUrl: string;
  /** Lets the store's process end, some seconds after the last one who holds it has let go. */
  release(): void;
}

/**
 * Makes sure that a process serves the embedded store of `layout`, and starts it again should it die. Whoever comes
 * first starts it; all others, in any process, share it.
 * @param entry the file that runs serveEmbeddedStore (`create` and `serve` as its commands).
 * @param onDeath told when the process has died and is started again.
 * @throws WiredeskError store-unavailable when it does not answer in time.
 */
export async function holdEmbeddedStore(
  layout: EmbeddedStoreLayout,
  entry: string,
  onDeath: (error: Error) => void,
): Promise<EmbeddedStore> {
  let isReleased = false;
  let held = await connectOrStart(layout, entry);

  const keep = () => {
    held.once('close', async () => {
      if (isReleased) return;
      onDeath(new Error(`the process of the embedded store in ${layout.folder} died`));
      try {
        held = await connectOrStart(layout, entry);
        keep();
      } catch (error) {
        onDeath(error as Error);
      }
    });
  };
  keep();
  return {
    databaseUrl: layout.databaseUrl,
    release() {
      isReleased = true;
      held.destroy();
    },
  };
}

/** A connection to the store's process; nothing is sent over it, it only keeps the process from ending. */
async function connectOrStart(layout: EmbeddedStoreLayout, entry: string): Promise<Socket> {
  const running = await tryConnect(layout.socketPath);
  if (running) return running;
  mkdirSync(layout.folder, { recursive: true, mode: 0o700 });
  if (!existsSync(layout.pgdata)) await ended(startProcess(layout, entry, 'create'));

  const deadline = performance.now() + startTimeoutMs;
  let starting = startProcess(layout, entry, 'serve');
  while (performance.now() < deadline) {
    await delay(probeEveryMs);
    const socket = await tryConnect(layout.socketPath);
    if (socket) return socket;
    // It ends at once when another process holds the folder; that one may just be leaving, so try again.
    if (starting.exitCode !== null) starting = startProcess(layout, entry, 'serve');
  }
  throw new WiredeskError(
    'store-unavailable',
    `the embedded store in ${layout.folder} did not answer within ${startTimeoutMs / 1000} s; see ${layout.logFile}`,
  );
}

/** Detached, so that Ctrl+C in a terminal ends the program first and the store only after it. */
function startProcess(layout: EmbeddedStoreLayout, entry: string, command: 'create' | 'serve'): ChildProcess {
  const log = openSync(layout.logFile, 'a', 0o600);
  const child = spawn(
    process.execPath,
    [...process.execArgv, leanWebAssembly, entry, command, layout.folder],
    {
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  child.unref();
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  child.ref();
  await once(child, 'exit');
}

async function tryConnect(socketPath: string): Promise<Socket | null> {
  const socket = connect(socketPath);
  try {
    await once(socket, 'connect');
  } catch {
    return null;
  }
  socket.on('error', () => socket.destroy());
  socket.unref();
  return socket;
}
