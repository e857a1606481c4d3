import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import type { EmbeddedStoreLayout } from './layout.ts';

/**
 * V8's optimizing WebAssembly compiler takes 700 MB while the store opens and 230 MB for good; its baseline
 * compiler 170 MB, with no slower inserts (measured with PGlite 0.5 on Node 24).
 */
const leanWebAssembly = '--liftoff-only';

/**
 * What PGlite stores lies in WebAssembly's memory; V8's own heaps hold what passes between socket and PGlite. Left to
 * themselves they grow to 60 MB more than that takes (measured after 6,000 jobs: 226 MB, with these 166 MB).
 */
const leanHeaps = ['--max-semi-space-size=2', '--max-old-space-size=128'];

const maxLogBytes = 1_000_000;

/** What the file that runs the store is told to do. */
export type StoreCommand = 'create' | 'serve';

/** Runs `entry`, detached, so that Ctrl+C in a terminal ends the program first and the store only after it. */
export function startStoreProcess(
  layout: EmbeddedStoreLayout,
  entry: string,
  command: StoreCommand,
): ChildProcess {
  const log = openSync(layout.logFile, isFull(layout.logFile) ? 'w' : 'a', 0o600);
  const child = spawn(
    process.execPath,
    [...process.execArgv, leanWebAssembly, ...leanHeaps, entry, command, layout.folder],
    {
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  child.unref();
  return child;
}

function isFull(logFile: string): boolean {
  return (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes;
}
