import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FeedServerOptions, ServedFeed, ServerStats } from './feed-server.ts';

/** The feed server in a process of its own, so that its CPU time is told apart. */
export interface FeedServerProcess {
  pid: number;
  controlUrl: string;
  feeds: ServedFeed[];
  /** Sets the counters to zero. */
  reset(): Promise<void>;
  stats(): Promise<ServerStats>;
  /** Adds a new item to every feed. */
  publish(): Promise<void>;
  close(): Promise<void>;
}

const entry = fileURLToPath(new URL('./main.ts', import.meta.url));

export async function startFeedServerProcess(options: FeedServerOptions): Promise<FeedServerProcess> {
  const { feeds, items, seed } = options;
  const child = spawn(process.execPath, [entry, ...[feeds, items, seed].map(String)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [controlUrl]: string[] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('the feed server ended before it listened'))),
  ]);
  const ask = async <T>(method: 'GET' | 'POST', path: string): Promise<T> => {
    const response = await fetch(`${controlUrl}${path}`, { method });
    if (!response.ok) throw new Error(`the feed server answered ${path} with ${response.status}`);
    return (await response.json()) as T;
  };
  return {
    pid: child.pid ?? 0,
    controlUrl: controlUrl ?? '',
    feeds: await ask<ServedFeed[]>('GET', '/feeds'),
    reset: () => ask('POST', '/reset'),
    stats: () => ask<ServerStats>('GET', '/stats'),
    publish: () => ask('POST', '/publish'),
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
