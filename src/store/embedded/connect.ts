import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WiredeskError } from '../../domain/errors.ts';
import type { EmbeddedStoreLayout } from './layout.ts';
import { prepareSocketFolder } from './socket-folder.ts';
import { startStoreProcess } from './store-process.ts';

const startTimeoutMs = 60_000;
const probeEveryMs = 50;

/** A process that fails at once fails again at once: damaged data, no memory, no space. */
const maxFailures = 4;
const firstPauseMs = 250;
const longestPauseMs = 30_000;

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
 * @param onDeath told when the process has died and of every failure to start it again.
 * @param signal ends the wait for the store: its reason is thrown. What holds the store already, it does not touch.
 * @throws WiredeskError store-unavailable when the folder cannot be used or the store does not answer in time.
 */
export async function holdEmbeddedStore(
  layout: EmbeddedStoreLayout,
  entry: string,
  onDeath: (error: Error) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<EmbeddedStore> {
  let held = await connectOrStart(layout, entry, signal);
  const released = new AbortController();
  const start = () => connectOrStart(layout, entry, released.signal);

  const keep = async () => {
    while (!released.signal.aborted) {
      await closed(held);
      if (released.signal.aborted) return;
      onDeath(new Error(`the process of the embedded store in ${layout.folder} died`));
      held = (await startUntilReleased(start, released.signal, onDeath)) ?? held;
    }
    held.destroy();
  };
  void keep();
  return {
    databaseUrl: layout.databaseUrl,
    release() {
      released.abort();
      held.destroy();
    },
  };
}

/** Tries again for as long as somebody holds the store, with longer and longer pauses. */
async function startUntilReleased(
  start: () => Promise<Socket>,
  released: AbortSignal,
  onFailure: (error: Error) => void,
): Promise<Socket | null> {
  for (let pauseMs = firstPauseMs; !released.aborted; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await start();
    } catch (error) {
      if (released.aborted) return null;
      onFailure(error as Error);
      await pause(pauseMs, released);
    }
  }
  return null;
}

/** A connection to the store's process; nothing is sent over it, it only keeps the process from ending. */
async function connectOrStart(
  layout: EmbeddedStoreLayout,
  entry: string,
  signal: AbortSignal,
): Promise<Socket> {
  prepareFolders(layout);
  const running = await tryConnect(layout.socketPath);
  if (running) return running;

  const deadline = performance.now() + startTimeoutMs;
  let failures = 0;
  while (performance.now() < deadline && !signal.aborted) {
    const command = existsSync(layout.pgdata) ? 'serve' : 'create';
    const child = startStoreProcess(layout, entry, command);
    const socket = await untilAnswersOrEnds(layout, child, deadline, signal);
    if (socket) return socket;
    // It ends with 0 when it has made the store, and when another process holds the folder, which may just be leaving.
    if (child.exitCode !== 0) failures += 1;
    if (failures === maxFailures) throw unavailable(layout, `${endOf(child)} at its command ${command}`);
    await pause(failures === 0 ? probeEveryMs : firstPauseMs * 2 ** failures, signal);
  }
  signal.throwIfAborted();
  throw unavailable(layout, `did not answer within ${startTimeoutMs / 1000} s`);
}

async function untilAnswersOrEnds(
  layout: EmbeddedStoreLayout,
  child: ChildProcess,
  deadline: number,
  signal: AbortSignal,
): Promise<Socket | null> {
  // Without a listener a process that cannot be started would end this one.
  let hasEnded = false;
  const onEnd = () => {
    hasEnded = true;
  };
  child.once('exit', onEnd);
  child.once('error', onEnd);
  while (!hasEnded && performance.now() < deadline && !signal.aborted) {
    await pause(probeEveryMs, signal);
    const socket = await tryConnect(layout.socketPath);
    if (socket) return socket;
  }
  return null;
}

/** The log file and the lock lie in the data folder, so it must take new files. */
function prepareFolders(layout: EmbeddedStoreLayout): void {
  try {
    mkdirSync(layout.folder, { recursive: true, mode: 0o700 });
    accessSync(layout.folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new WiredeskError(
      'store-unavailable',
      `the data folder ${layout.folder} cannot be written (${code}); make it writable, or set data.folder to another`,
      { cause: error },
    );
  }
  prepareSocketFolder(layout);
}

function endOf({ exitCode, signalCode }: ChildProcess): string {
  return signalCode ? `was ended by ${signalCode}` : `ended with exit code ${exitCode ?? 'unknown'}`;
}

function unavailable({ folder, logFile }: EmbeddedStoreLayout, fault: string): WiredeskError {
  return new WiredeskError(
    'store-unavailable',
    `the process of the embedded store in ${folder} ${fault}; see ${logFile}`,
  );
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

async function closed(socket: Socket): Promise<void> {
  if (socket.closed) return;
  await new Promise((resolve) => socket.once('close', resolve));
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
