import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { BenchStore } from '../program/bench-store.ts';
import { type ConfigFolder, makeConfigFolder } from '../program/config-folder.ts';
import { startProgram } from '../program/start-program.ts';
import { startFeedServerProcess } from '../server/feed-server-process.ts';
import { measurePhase, type Phase, type PhaseMeasurement, type Surroundings } from './measure-phase.ts';
import {
  type ExpectedCounts,
  findMiscounts,
  makeFeedsDue,
  readStoreState,
  type StoreState,
} from './store-state.ts';
import { createUsageMeter } from './usage-meter.ts';

export interface RunOptions {
  feeds: number;
  items: number;
  seed: number;
  profileFolder: string | null;
}

export const phaseNames = ['cold ingest', 'all 304', 'one new item a feed'] as const;
export type PhaseName = (typeof phaseNames)[number];

/** What one run on a fresh store measured. */
export type RunMeasurement = Record<PhaseName, PhaseMeasurement>;

/** Ingested before time is taken, which shows that every process works and has its code compiled. */
const warmUpFeeds = 6;
const startTimeoutMs = 90_000;
const lookEveryMs = 200;

/** The settings that differ from their defaults. */
export function changedSettings(feeds: number): Record<string, string> {
  return {
    WIREDESK_FETCH_ALLOW_HOSTS: '127.0.0.1',
    WIREDESK_API_PORT: '0',
    WIREDESK_LOG_LEVEL: 'warn',
    // All feeds in one tick: the bench measures the work, not the wait for the next second.
    WIREDESK_SCHEDULE_BATCH_SIZE: String(Math.min(Math.max(feeds, 500), 10_000)),
    WIREDESK_SCHEDULE_SPACING_MS: '0',
    WIREDESK_SCHEDULE_MAX_IN_FLIGHT: String(Math.max(feeds, 2000)),
  };
}

/** Runs the program through the three phases. @throws when a count in the store is not exactly right. */
export async function measureRun(
  store: BenchStore,
  options: RunOptions,
  signal: AbortSignal,
): Promise<RunMeasurement> {
  const config = makeConfigFolder();
  const feedServer = await startFeedServerProcess({ ...options, feeds: options.feeds + warmUpFeeds });
  const db = openBenchPool(store.databaseUrl);
  const program = startProgram({
    workers: store.workers,
    env: { ...store.env, ...changedSettings(options.feeds), WIREDESK_CONFIG_FOLDER: config.path },
    profileFolder: options.profileFolder,
  });
  const meter = createUsageMeter();
  meter.watch('feed server', [feedServer.pid]);
  for (const { role, pid } of program.workers) meter.watch(role, [pid]);
  try {
    return await runPhases({ store, db, program, feedServer, meter, signal }, config, options);
  } finally {
    await program.stop();
    await db.end();
    await feedServer.close();
    config.remove();
  }
}

async function runPhases(
  around: Surroundings,
  config: ConfigFolder,
  { feeds, items }: RunOptions,
): Promise<RunMeasurement> {
  const { db, feedServer } = around;
  const urls = feedServer.feeds.map(({ url }) => url);
  const warm = warmUpFeeds * items;
  const total = feeds * items;
  await warmUp(around, config, urls.slice(feeds), warm);

  const hasAll = (events: number) => (state: StoreState) =>
    state.feedsFetched === feeds && state.events >= events && !state.itemsWait && state.feedsInHand === 0;
  const run = (phase: Phase, expected: Omit<ExpectedCounts, 'feeds'>) =>
    measureExactly(around, phase, { ...expected, feeds });

  const cold = await run(
    { trigger: () => config.writeFeeds(urls.slice(0, feeds)), isDone: hasAll(warm + total) },
    { articles: warm + total, articlesPerFeed: items },
  );
  const unchanged = await run(
    { trigger: () => makeFeedsDue(db), isDone: hasAll(warm + total) },
    { articles: warm + total, articlesPerFeed: items },
  );
  await feedServer.publish();
  const added = await run(
    { trigger: () => makeFeedsDue(db), isDone: hasAll(warm + total + feeds) },
    { articles: warm + total + feeds, articlesPerFeed: items + 1 },
  );
  assertRequests({ cold, unchanged, added }, feeds);
  return { 'cold ingest': cold, 'all 304': unchanged, 'one new item a feed': added };
}

async function measureExactly(
  around: Surroundings,
  phase: Phase,
  expected: ExpectedCounts,
): Promise<PhaseMeasurement> {
  const measured = await measurePhase(around, phase);
  const miscounts = await findMiscounts(around.db, expected);
  if (miscounts.length > 0)
    throw new Error(`the store does not hold what was served: ${miscounts.join('; ')}`);
  return measured;
}

function assertRequests(
  phases: Record<'cold' | 'unchanged' | 'added', PhaseMeasurement>,
  feeds: number,
): void {
  const unmodified = { cold: 0, unchanged: feeds, added: 0 };
  for (const phase of ['cold', 'unchanged', 'added'] as const) {
    const { requests, notModified } = phases[phase];
    if (requests === feeds && notModified === unmodified[phase]) continue;
    throw new Error(`${phase}: ${requests} requests, ${notModified} answered by 304, for ${feeds} feeds`);
  }
}

/** Waits until the program has started and ingested the warm-up feeds. */
async function warmUp(
  { db, program, signal }: Surroundings,
  config: ConfigFolder,
  urls: readonly string[],
  events: number,
): Promise<void> {
  config.writeFeeds(urls);
  const deadline = performance.now() + startTimeoutMs;
  const since = new Date();
  while (performance.now() < deadline) {
    program.assertRunning();
    // The store is not there at first, then without a schema.
    const state = await readStoreState(db, since).catch(() => null);
    if (state && state.events >= events && !state.itemsWait && state.feedsInHand === 0) return;
    await delay(lookEveryMs, undefined, { signal });
  }
  throw new Error(`the program did not ingest the warm-up feeds within ${startTimeoutMs / 1000} s`);
}

function openBenchPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 1, application_name: 'wiredesk-bench' });
  pool.on('error', () => undefined);
  return pool;
}
