import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReaderAnswer, ReaderOrder } from './reader-process.ts';

/** Readers of the stream in a process of their own, so that their CPU time is not the API's. */
export interface ReaderCrowd {
  /** Opens readers until there are so many. */
  have(readers: number): Promise<void>;
  /** When each event since the last time reached its readers, on the clock of monotonicMs, by cursor. */
  tell(): Promise<Map<string, number[]>>;
  close(): Promise<void>;
}

const entry = fileURLToPath(new URL('./reader-process.ts', import.meta.url));
/** Files that a process has open beside its readers. */
const otherFiles = 200;

/** @throws where a process may not have so many files open. */
export function startReaderCrowd(api: string, most: number): ReaderCrowd {
  assertOpenFiles(most + otherFiles);
  const child = fork(entry, [api]);
  const ended = once(child, 'exit');
  const order = async (message: ReaderOrder): Promise<ReaderAnswer> => {
    child.send(message);
    const [answer] = await Promise.race([
      once(child, 'message'),
      ended.then(() => Promise.reject(new Error('the readers ended'))),
    ]);
    return answer as ReaderAnswer;
  };
  return {
    have: async (readers) => void (await order({ have: readers })),
    tell: async () => new Map(await order({ tell: true })),
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** Node raises the limit of its processes to the hard one; the API and the readers have the same. */
function assertOpenFiles(needed: number): void {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  const most = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
  if (most >= needed) return;
  throw new Error(`a process may have ${most} files open, and needs ${needed}: raise it by ulimit -n`);
}
