import type { ChildProcess } from 'node:child_process';
import type { ParseOutcome } from '../../domain/parsed-feed.ts';
import { unreadable } from '../unreadable.ts';
import type { ParseTask } from './parse-process.ts';

export interface ParserLimits {
  maxItems: number;
  maxDepth: number;
  /** How long one document may take. */
  timeoutMs: number;
  /** How much one document may take of the process's heap. */
  memoryMiB: number;
}

/** How a document was read; beyond its limits the process has ended, or has to be. */
export interface IsolatedOutcome {
  outcome: ParseOutcome;
  isBeyondLimits: boolean;
}

/** Has a process read a document. Rejects when it ends by a fault of ours, or is ended. */
export function readInProcess(
  child: ChildProcess,
  task: ParseTask,
  { timeoutMs, memoryMiB }: ParserLimits,
): Promise<IsolatedOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<IsolatedOutcome>();
  const onMessage = (message: unknown) =>
    resolve({ outcome: message as ParseOutcome, isBeyondLimits: false });
  const onTimeout = () => resolve({ outcome: tooSlow(timeoutMs), isBeyondLimits: true });
  const onExit = (code: number | null, signal: string | null) => {
    if (isOutOfMemory(code, signal)) resolve({ outcome: tooMuchMemory(memoryMiB), isBeyondLimits: true });
    else reject(new Error(`the process that reads feeds has ended (${signal ?? code})`));
  };
  const timer = setTimeout(onTimeout, timeoutMs);
  child.on('message', onMessage).on('exit', onExit).on('error', reject);
  child.send(task, (error) => error && reject(error));
  return promise.finally(() => {
    clearTimeout(timer);
    child.off('message', onMessage).off('exit', onExit).off('error', reject);
  });
}

/** V8 aborts a process whose heap is full, and the kernel kills one for which there is no memory left. */
function isOutOfMemory(code: number | null, signal: string | null): boolean {
  return signal === 'SIGABRT' || signal === 'SIGTRAP' || signal === 'SIGILL' || code === 134;
}

function tooSlow(timeoutMs: number): ParseOutcome {
  return unreadable(
    'too-slow',
    `reading the document takes longer than ${timeoutMs} ms; the limit is parse.timeoutMs`,
  );
}

function tooMuchMemory(memoryMiB: number): ParseOutcome {
  return unreadable(
    'too-much-memory',
    `reading the document takes more than ${memoryMiB} MiB of memory; the limit is parse.memoryMiB`,
  );
}
