import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from './context.ts';

const beatEveryMs = 5000;
const aliveForMs = 20_000;

/** One process a container, so one file a container. */
const heartbeatFile = join(tmpdir(), 'wiredesk-heartbeat');

/** Touches a file for as long as store and queue answer this process, for the container's health check. */
export function startHeartbeat({ pool, queue, observer }: Pick<Context, 'pool' | 'queue' | 'observer'>): {
  stop(): void;
} {
  let isBeating = false;
  const beat = async () => {
    // One that hangs says all there is to say: the file grows old.
    if (isBeating) return;
    isBeating = true;
    try {
      await Promise.all([pool.query('select 1'), queue.ping()]);
      touch(heartbeatFile);
    } catch (error) {
      observer.faultMet('heartbeat', error);
    } finally {
      isBeating = false;
    }
  };
  void beat();
  const timer = setInterval(beat, beatEveryMs);
  return { stop: () => clearInterval(timer) };
}

/** Whether a process of this container was alive and connected a moment ago. */
export function hasHeartbeat(now: Date): boolean {
  const file = statSync(heartbeatFile, { throwIfNoEntry: false });
  return file !== undefined && now.getTime() - file.mtimeMs < aliveForMs;
}

function touch(path: string): void {
  const now = new Date();
  if (statSync(path, { throwIfNoEntry: false })) utimesSync(path, now, now);
  else writeFileSync(path, '');
}
