import { setTimeout as delay } from 'node:timers/promises';
import { openPool, type Pool } from '../../src/store/db.ts';
import { migrateStore } from '../../src/store/migrate.ts';
import { createUsageMeter, type RoleUsage, type UsageMeter } from '../measure/usage-meter.ts';
import { watchProgram } from '../measure/watch-program.ts';
import type { BenchStore } from '../program/bench-store.ts';
import { makeConfigFolder } from '../program/config-folder.ts';
import { type Program, startProgram } from '../program/start-program.ts';
import { median } from '../report/median.ts';
import {
  cadenceSeconds,
  countHosts,
  countWarmUpPolls,
  type Lateness,
  makeDue,
  measureLateness,
  storeFeeds,
  warmUpFeeds,
} from './polled-feeds.ts';
import { type SteadyServer, startSteadyServer } from './start-steady-server.ts';
import { timeClaim } from './time-claim.ts';

/** What a store of so many feeds was measured to do. */
export interface PollingMeasurement {
  feeds: number;
  hosts: number;
  /** Feeds fall due evenly over a quarter of an hour. */
  steady: Lateness & { seconds: number; claimMs: number; usage: Record<string, RoleUsage> };
  /** All feeds are due at once. */
  atOnce: { feedsPerSecond: number; claimMs: number; usage: Record<string, RoleUsage> };
}

export interface PollingOptions {
  feeds: number;
  /** How long either phase lasts at the most. */
  seconds: number;
  profileFolder: string | null;
}

interface Surroundings {
  store: BenchStore;
  pool: Pool;
  program: Program;
  server: SteadyServer;
  meter: UsageMeter;
  signal: AbortSignal;
}

const roles = ['scheduler', 'fetch'];
const startTimeoutMs = 60_000;
/** Seldom enough not to be what is measured. */
const claimEveryMs = 4000;
const lookEveryMs = 500;
/** So long feeds may start after the end of the phase they fell due in. */
const graceMs = 5000;
/** The rest of a crowded host's feeds waits for the host, not for the program. */
const shareAtOnce = 0.9;

/** All settings but these are at their defaults. */
export const pollingSettings: Record<string, string> = {
  WIREDESK_FETCH_ALLOW_HOSTS: '127.0.0.0/8',
  WIREDESK_LOG_LEVEL: 'warn',
  WIREDESK_PAGES_FULL_TEXT: 'never',
};

/** Polls feeds that never change on a fresh store: at their pace, then all at once. */
export async function measurePolling(
  store: BenchStore,
  options: PollingOptions,
  signal: AbortSignal,
): Promise<PollingMeasurement> {
  const config = makeConfigFolder();
  const server = await startSteadyServer();
  const pool = openPool(store.databaseUrl, 2, () => undefined);
  await migrateStore(pool);
  await storeFeeds(pool, options.feeds, server.port);
  const program = startProgram({
    workers: roles,
    env: { ...store.env, ...pollingSettings, WIREDESK_CONFIG_FOLDER: config.path },
    profileFolder: options.profileFolder,
  });
  const meter = createUsageMeter();
  meter.watch('feed server', [server.pid]);
  for (const { role, pid } of program.workers) meter.watch(role, [pid]);
  const around = { store, pool, program, server, meter, signal };
  try {
    await warmUp(around, options.feeds);
    const steady = await measureSteady(around, options);
    return {
      feeds: options.feeds,
      hosts: countHosts(options.feeds),
      steady,
      atOnce: await measureAtOnce(around, options),
    };
  } finally {
    await program.stop();
    await pool.end();
    await server.close();
    config.remove();
  }
}

async function warmUp({ pool, program, signal }: Surroundings, feeds: number): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  while ((await countWarmUpPolls(pool, feeds)) < warmUpFeeds) {
    program.assertRunning();
    if (performance.now() > deadline) throw new Error('the program did not poll the warm-up feeds in time');
    await delay(200, undefined, { signal });
  }
}

async function measureSteady(around: Surroundings, { feeds, seconds }: PollingOptions) {
  const { pool, signal } = around;
  // Feeds that fall due while the store takes the news are over when the measurement begins.
  await makeDue(pool, feeds, new Date(), cadenceSeconds);
  await delay(1000, undefined, { signal });
  const from = new Date();
  const until = new Date(from.getTime() + seconds * 1000);
  const { claimMs, usage } = await watch(around, () => Date.now() >= until.getTime());
  await delay(graceMs, undefined, { signal });
  return { ...(await measureLateness(pool, from, until)), seconds, claimMs, usage };
}

async function measureAtOnce(around: Surroundings, { feeds, seconds }: PollingOptions) {
  const { pool, server } = around;
  const before = await server.countRequests();
  await makeDue(pool, feeds, new Date(), 0);
  const startedAt = performance.now();
  const early = await server.countRequests();
  let asked = 0;
  const { claimMs, usage } = await watch(around, async () => {
    asked = await server.countRequests();
    return asked - before >= shareAtOnce * feeds || performance.now() - startedAt >= seconds * 1000;
  });
  return { feedsPerSecond: ((asked - early) * 1000) / (performance.now() - startedAt), claimMs, usage };
}

/** Watches processes, and times claims, until `isOver`. */
async function watch(
  { store, pool, program, meter, signal }: Surroundings,
  isOver: () => boolean | Promise<boolean>,
): Promise<{ claimMs: number; usage: Record<string, RoleUsage> }> {
  const claims: number[] = [];
  await watchProgram(meter, program, store);
  meter.mark();
  let claimedAt = 0;
  while (!(await isOver())) {
    program.assertRunning();
    if (performance.now() - claimedAt > claimEveryMs) {
      claimedAt = performance.now();
      const claim = await timeClaim(pool);
      if (claim.feeds > 0) claims.push(claim.milliseconds);
    }
    await watchProgram(meter, program, store);
    meter.sample();
    await delay(lookEveryMs, undefined, { signal });
  }
  meter.sample();
  return { claimMs: median(claims), usage: Object.fromEntries(meter.read()) };
}
