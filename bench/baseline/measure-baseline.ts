import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startFeedServerProcess } from '../server/feed-server-process.ts';
import type { LoopResult } from './plain-loop.ts';

/** The plain loop over the same feeds: all of them new, then all unchanged. */
export interface BaselineMeasurement {
  cold: LoopResult;
  unchanged: LoopResult;
}

export interface BaselineOptions {
  feeds: number;
  items: number;
  seed: number;
}

const entry = fileURLToPath(new URL('./main.ts', import.meta.url));
const warmUpFeeds = 6;

/** Measures the plain loop in a process of its own. @throws when it did not read every item. */
export async function measureBaseline(
  options: BaselineOptions,
  signal: AbortSignal,
): Promise<BaselineMeasurement> {
  const { feeds, items } = options;
  const server = await startFeedServerProcess({ ...options, feeds: feeds + warmUpFeeds });
  try {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [entry, server.controlUrl, String(feeds)], { signal });
    const measured = JSON.parse(stdout) as BaselineMeasurement;
    const { cold, unchanged } = measured;
    if (cold.items !== feeds * items || unchanged.notModified !== feeds) {
      throw new Error(`the plain loop read ${cold.items} items and ${unchanged.notModified} times 304`);
    }
    return measured;
  } finally {
    await server.close();
  }
}
