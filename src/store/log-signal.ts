import type { PoolClient } from 'pg';
import type { Db, Pool } from './db.ts';
import { findLogHead, findMatchedHead, logChannel } from './events.ts';
import { matchedChannel } from './topic-matches.ts';

/** A cursor that grows: where the store tells of it, and how it is asked for. */
export interface Growing {
  channel: string;
  find(db: Db): Promise<string>;
}

/** The head of the log. */
export const logHead: Growing = { channel: logChannel, find: findLogHead };

/** How far the log is matched against the topics. */
export const matchedHead: Growing = { channel: matchedChannel, find: findMatchedHead };

/** Tells any number of readers that the log, or what is matched of it, has grown; only one asks the store. */
export interface LogSignal {
  /** True as soon as there is something after `cursor`; false after `timeoutMs`, or once `signal` is aborted. */
  beyond(cursor: string, timeoutMs: number, signal: AbortSignal): Promise<boolean>;
  close(): void;
}

export interface LogSignalOptions {
  /** Whether the store passes NOTIFY on; the embedded one does not. */
  notifies: boolean;
  /** How often the head is read while somebody waits: all there is without NOTIFY, a safety net with it. */
  pollMs: number;
  onFault: (error: Error) => void;
}

interface Waiter {
  cursor: bigint;
  wake: (hasGrown: boolean) => void;
}

/** Watches a head while somebody waits; from then on it holds one connection of the pool where the store notifies. */
export function createLogSignal(
  pool: Pool,
  growing: Growing,
  { notifies, pollMs, onFault }: LogSignalOptions,
): LogSignal {
  const waiters = new Set<Waiter>();
  let head = 0n;
  let listening: Promise<PoolClient | null> | null = null;
  let isPolling = false;

  const advance = (cursor: string) => {
    if (BigInt(cursor) > head) head = BigInt(cursor);
    for (const waiter of waiters) if (waiter.cursor < head) waiter.wake(true);
  };
  const forget = (error: Error) => {
    listening = null;
    onFault(error);
    return null;
  };
  const poll = async () => {
    isPolling = true;
    while (waiters.size > 0) {
      if (notifies) listening ??= listen(pool, growing.channel, advance, forget).catch(forget);
      await growing.find(pool).then(advance, onFault);
      if (waiters.size > 0) await new Promise((resolve) => setTimeout(resolve, pollMs).unref());
    }
    isPolling = false;
  };

  return {
    beyond: (cursor, timeoutMs, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(false);
        if (BigInt(cursor) < head) return resolve(true);
        const giveUp = () => waiter.wake(false);
        const timeout = setTimeout(giveUp, timeoutMs);
        const waiter: Waiter = {
          cursor: BigInt(cursor),
          wake(hasGrown) {
            waiters.delete(waiter);
            clearTimeout(timeout);
            signal.removeEventListener('abort', giveUp);
            resolve(hasGrown);
          },
        };
        waiters.add(waiter);
        signal.addEventListener('abort', giveUp, { once: true });
        if (!isPolling) void poll();
      }),
    close() {
      for (const waiter of waiters) waiter.wake(false);
      void listening?.then((client) => client?.release(true));
    },
  };
}

/** Hears NOTIFY on a connection of its own; when that breaks, the next poll opens another. */
async function listen(
  pool: Pool,
  channel: string,
  onCursor: (cursor: string) => void,
  onBroken: (error: Error) => void,
): Promise<PoolClient> {
  const client = await pool.connect();
  client.on('notification', ({ payload }) => onCursor(payload || '0'));
  client.once('error', (error) => {
    onBroken(error);
    client.release(error);
  });
  try {
    await client.query(`listen ${channel}`);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
