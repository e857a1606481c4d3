import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ParseOutcome } from '../../domain/parsed-feed.ts';
import type { ParseOptions } from '../parse-feed.ts';
import { type ParserLimits, readInProcess } from './read-in-process.ts';

/** Reads feeds in a process of its own, one after another. */
export interface IsolatedParser {
  /**
   * As parseFeed; a document beyond the limits of time and memory is unreadable and takes nothing with it but the process.
   * Rejects when the process ends by a fault of ours.
   */
  parse(body: Uint8Array, about: Pick<ParseOptions, 'contentType' | 'baseUrl'>): Promise<ParseOutcome>;
  /** Ends the process; documents in hand reject. */
  close(): Promise<void>;
}

/** Left to itself the young generation grows until the process takes 285 MB; so it takes 168, for some more CPU time. */
const leanHeap = ['--max-semi-space-size=8'];

const entry = fileURLToPath(new URL('./parse-process.ts', import.meta.url));

/** The process starts with the first document, and anew after one that went beyond its limits. */
export function createIsolatedParser(limits: ParserLimits): IsolatedParser {
  const { maxItems, maxDepth } = limits;
  let child: Promise<ChildProcess> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const end = async () => {
    const ending = child;
    child = null;
    (await ending?.catch(() => null))?.kill('SIGKILL');
  };
  const read = async (body: Uint8Array, options: ParseOptions) => {
    child ??= startProcess(limits);
    let isWhole = false;
    try {
      const { outcome, isBeyondLimits } = await readInProcess(await child, { body, options }, limits);
      isWhole = !isBeyondLimits;
      return outcome;
    } finally {
      if (!isWhole) await end();
    }
  };
  return {
    parse(body, about) {
      const options = { ...about, maxItems, maxDepth, maxBytes: body.byteLength };
      const reading = last.then(() => read(body, options));
      last = reading.catch(() => undefined);
      return reading;
    },
    close: end,
  };
}

async function startProcess({ memoryMiB }: ParserLimits): Promise<ChildProcess> {
  // Whoever writes feeds gets to see neither our settings nor, when the heap is full, our log.
  const child = fork(entry, {
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    execArgv: [...process.execArgv, ...leanHeap, `--max-old-space-size=${memoryMiB}`],
  });
  await Promise.race([once(child, 'message'), endedEarly(child)]);
  // Whoever waits for a document hears of its faults; those of a process that is being ended are no news.
  child.on('error', () => undefined);
  return child;
}

async function endedEarly(child: ChildProcess): Promise<never> {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`the process that reads feeds does not start (${signal ?? code})`);
}
