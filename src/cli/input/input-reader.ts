import { WiredeskError } from '../../domain/errors.ts';
import { fetchedOf, fetchFaultOf } from '../../fetch/fetched-of.ts';
import type { Fetcher } from '../../fetch/fetcher.ts';
import type { CliDeps } from '../cli-deps.ts';
import { readBytes } from './read-bytes.ts';

/** What an argument FILE, URL or `-` stands for. */
export interface Input {
  bytes: Uint8Array;
  /** As a server gave it. */
  contentType: string | null;
  /** The address that answered. */
  url: string | null;
}

/** Reads inputs one after another; opens the network at the first URL. */
export interface InputReader {
  /** @throws WiredeskError unreadable-file or fetch-failed. */
  read(source: string): Promise<Input>;
  close(): Promise<void>;
}

/** A reader for the arguments of one command. */
export function createInputReader(deps: CliDeps): InputReader {
  let fetcher: Fetcher | undefined;
  return {
    async read(source) {
      if (!isUrl(source)) return { bytes: await readBytes(source, deps), contentType: null, url: null };
      fetcher ??= await deps.openFetcher();
      return fetchInput(fetcher, source, deps.signal);
    },
    async close() {
      await fetcher?.close();
    },
  };
}

/** Whether an argument is an address rather than a file. */
export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

async function fetchInput(fetcher: Fetcher, url: string, signal: AbortSignal): Promise<Input> {
  const outcome = await fetcher.fetch(
    { url, headers: {}, validators: { etag: null, lastModified: null } },
    signal,
  );
  signal.throwIfAborted();
  const answer = fetchedOf(outcome);
  if (!answer) throw new WiredeskError('fetch-failed', fetchFaultOf(outcome));
  return { bytes: answer.body, contentType: answer.contentType, url: answer.url };
}
