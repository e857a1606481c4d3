import type { Readable, Writable } from 'node:stream';
import type { Settings } from '../config/settings.ts';
import type { Fetcher } from '../fetch/fetcher.ts';
import type { RuleBook } from '../normalize/rule-book.ts';
import type { OpenChannels } from '../pipeline/channels.ts';
import type { Pool } from '../store/db.ts';

/** A store that a command opened and closes again. */
export interface OpenStore {
  pool: Pool;
  close(): Promise<void>;
}

/** A stream that may be a terminal. */
export type MaybeTerminal = { isTTY?: boolean; columns?: number };

/**
 * What the command line takes from outside. What costs time to open is opened only by the commands that need it;
 * `openStore`, `openFetcher` and `openChannels` give what the command closes itself.
 */
export interface CliDeps {
  env: Readonly<Record<string, string | undefined>>;
  /** Relative paths of arguments start here. */
  cwd: string;
  stdin: Readable & MaybeTerminal;
  stdout: Writable & MaybeTerminal;
  stderr: Writable & MaybeTerminal;
  /** Aborted by Ctrl+C: the command stops at the next step and closes what it opened. */
  signal: AbortSignal;
  now: () => Date;
  loadSettings(): Promise<Settings>;
  loadRules(): Promise<RuleBook>;
  /** `migrate` gets the store as it is; for all others an embedded store is brought to the newest schema first. */
  openStore(purpose: 'use' | 'migrate'): Promise<OpenStore>;
  openFetcher(): Promise<Fetcher>;
  /** Calls the targets of subscriptions. */
  openChannels(pool: Pool): Promise<OpenChannels>;
}
