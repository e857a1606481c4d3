import { setTimeout as delay } from 'node:timers/promises';
import { openPool } from '../../src/store/db.ts';
import { type ProcessUsage, readProcessUsage, readTicksPerSecond } from '../measure/process-usage.ts';
import type { BenchStore } from '../program/bench-store.ts';
import { makeConfigFolder } from '../program/config-folder.ts';
import { findFreePort } from '../program/free-port.ts';
import { type Program, startProgram } from '../program/start-program.ts';
import { untilAnswering } from '../program/until-answering.ts';
import { openAppender } from './append.ts';
import { type Burst, type FanOut, measureBurst, measureFanOut } from './fan-out.ts';
import { measureStalled, type StalledDeps, type StalledMeasurement } from './measure-stalled.ts';
import { startReaderCrowd } from './reader-crowd.ts';

/** What readers of the stream cost the API. */
export interface ReadersMeasurement {
  byCount: CountMeasurement[];
  /** With all of the readers; null where there are none. */
  stalled: StalledMeasurement | null;
}

export interface CountMeasurement {
  readers: number;
  /** While nothing happens. */
  idle: { seconds: number; cpuSeconds: number; rssBytes: number };
  fanOut: FanOut | null;
  burst: Burst | null;
}

export interface ReadersOptions {
  readers: readonly number[];
  seconds: number;
  seed: number;
  profileFolder: string | null;
}

const settleMs = 3000;
/** So short that a reader that does not read is cut off within the bench. */
export const heartbeatSeconds = 5;
/** The API gives up a connection on which nothing gets through after four to eight heartbeats. */
const cutOffAfterMs = 9 * heartbeatSeconds * 1000;

/** Has more and more readers on a fresh store, with the API alone. @throws where one of them misses an event. */
export async function measureReaders(
  store: BenchStore,
  options: ReadersOptions,
  signal: AbortSignal,
): Promise<ReadersMeasurement> {
  const config = makeConfigFolder();
  const port = await findFreePort();
  const api = `http://127.0.0.1:${port}`;
  const crowd = startReaderCrowd(api, Math.max(...options.readers));
  const program = startProgram({
    workers: ['api'],
    env: { ...store.env, ...settingsFor(port), WIREDESK_CONFIG_FOLDER: config.path },
    profileFolder: options.profileFolder,
  });
  const pool = openPool(store.databaseUrl, 2, () => undefined);
  try {
    await untilAnswering(api, program, signal);
    const appender = await openAppender(pool, options.seed);
    const around = { api, pool, crowd, appender, usage: usageOf(program), signal, cutOffAfterMs };
    const byCount: CountMeasurement[] = [];
    for (const readers of options.readers) byCount.push(await measureCount(around, readers, options.seconds));
    const most = options.readers.at(-1) ?? 0;
    const stalled = most > 0 ? await measureStalled(around, most) : null;
    return { byCount, stalled };
  } finally {
    await crowd.close();
    await program.stop();
    await pool.end();
    config.remove();
  }
}

/** All settings but these are at their defaults. */
function settingsFor(port: number): Record<string, string> {
  return {
    WIREDESK_LOG_LEVEL: 'warn',
    WIREDESK_API_PORT: String(port),
    WIREDESK_API_RATE_LIMIT_PER_MINUTE: '1000000',
    WIREDESK_API_HEARTBEAT_SECONDS: String(heartbeatSeconds),
  };
}

function usageOf({ workers }: Program): () => ProcessUsage {
  const ticksPerSecond = readTicksPerSecond();
  return () => {
    const usage = readProcessUsage(workers[0]?.pid ?? 0, ticksPerSecond);
    if (!usage) throw new Error('the API has ended');
    return usage;
  };
}

async function measureCount(
  around: StalledDeps,
  readers: number,
  seconds: number,
): Promise<CountMeasurement> {
  const { crowd, usage, signal } = around;
  await crowd.have(readers);
  await delay(settleMs, undefined, { signal });
  const before = usage();
  await delay(seconds * 1000, undefined, { signal });
  const after = usage();
  const idle = { seconds, cpuSeconds: after.cpuSeconds - before.cpuSeconds, rssBytes: after.rssBytes };
  if (readers === 0) return { readers, idle, fanOut: null, burst: null };
  return {
    readers,
    idle,
    fanOut: await measureFanOut(around, readers),
    burst: await measureBurst(around, readers),
  };
}
