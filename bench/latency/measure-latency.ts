import { setTimeout as delay } from 'node:timers/promises';
import { openPool } from '../../src/store/db.ts';
import type { BenchStore } from '../program/bench-store.ts';
import { makeConfigFolder } from '../program/config-folder.ts';
import { findFreePort } from '../program/free-port.ts';
import { type Program, startProgram } from '../program/start-program.ts';
import { untilAnswering } from '../program/until-answering.ts';
import { addDesks, desks, expectedSightings } from './desks.ts';
import { createJourneys, findLosses, type Journey, type Journeys, type Wire } from './journeys.ts';
import { createOutputReader } from './output-reader.ts';
import { pushedFeeds, startOutside } from './outside.ts';
import { type Publishing, publishItems } from './publish-items.ts';
import { openStreamReaders } from './stream-readers.ts';
import { type MeasuredWay, summarizeJourneys } from './summarize-journeys.ts';
import { type TrackedItem, trackedItem } from './tracked-item.ts';
import { watchLog } from './watch-log.ts';

/** How long items took, at one rate on one store. */
export interface LatencyMeasurement {
  store: string;
  itemsPerSecond: number;
  seconds: number;
  /** Items that were published while time was taken; all of them arrived everywhere, each once. */
  items: number;
  ways: MeasuredWay[];
}

export interface LatencyOptions {
  rates: readonly number[];
  /** How long time is taken at each rate. */
  seconds: number;
  seed: number;
  profileFolder: string | null;
}

const workers = ['scheduler', 'fetch', 'normalize', 'match', 'deliver', 'api'];
const warmUpSeconds = 3;
const patienceMs = 60_000;

interface Surroundings extends Publishing {
  api: string;
  program: Program;
  journeys: Journeys;
}

/** Publishes items at each rate on a fresh store and follows each to everyone it is for. @throws where one does not arrive. */
export async function measureLatency(
  store: BenchStore,
  options: LatencyOptions,
  signal: AbortSignal,
): Promise<LatencyMeasurement[]> {
  const journeys = createJourneys();
  const nextItem = createItems(options.seed, journeys);
  const outputs = createOutputReader((number, at) => journeys.see(number, 'feed', at));
  const outside = await startOutside({
    onPolled: () => nextItem(pushedFeeds, 'poll'),
    onWebhook: (numbers, at) => numbers.forEach((number) => void journeys.see(number, 'webhook', at)),
    onAnnounced: (urls) => outputs.read(urls),
  });
  const api = `http://127.0.0.1:${await findFreePort()}`;
  const config = makeConfigFolder();
  config.writeFeeds([...outside.pushedFeeds, outside.polledFeed]);
  const program = startProgram({
    workers: store.name === 'embedded' ? store.workers : workers,
    env: { ...store.env, ...settingsFor(api, outside.url), WIREDESK_CONFIG_FOLDER: config.path },
    profileFolder: options.profileFolder,
  });
  const pool = openPool(store.databaseUrl, 2, () => undefined);
  const around = { api, pool, program, outside, journeys, nextItem, signal };
  try {
    return await withReaders(around, store, () => measureRates(around, store.name, options));
  } finally {
    await program.stop();
    await pool.end();
    outside.close();
    config.remove();
  }
}

/** All settings but these are at their defaults. */
function settingsFor(api: string, outsideUrl: string): Record<string, string> {
  return {
    WIREDESK_LOG_LEVEL: 'warn',
    WIREDESK_API_PORT: new URL(api).port,
    WIREDESK_API_RATE_LIMIT_PER_MINUTE: '1000000',
    WIREDESK_FETCH_ALLOW_HOSTS: '127.0.0.1',
    WIREDESK_DELIVER_ALLOW_HOSTS: '127.0.0.1',
    WIREDESK_SCHEDULE_SPACING_MS: '0',
    WIREDESK_PAGES_FULL_TEXT: 'never',
    WIREDESK_WEBSUB_CALLBACK_URL: `${api}/websub`,
    WIREDESK_OUTPUTS_PUBLIC_URL: api,
    WIREDESK_OUTPUTS_HUB_URL: `${outsideUrl}/hub`,
  };
}

/** Numbers items in the order in which they come, and begins the journey of each. */
function createItems(seed: number, journeys: Journeys) {
  let number = 0;
  return (feed: number, wire: Wire): TrackedItem => {
    const item = trackedItem(seed, feed, number, number % desks.webhooks);
    number += 1;
    journeys.begin(item.number, wire, expectedSightings(item.subject));
    return item;
  };
}

/** Waits for the program and all hubs, then has everyone listen while `measure` runs. */
async function withReaders<T>(
  around: Surroundings,
  store: BenchStore,
  measure: () => Promise<T>,
): Promise<T> {
  const { api, pool, outside, journeys } = around;
  await untilReady(around);
  await addDesks(pool, `${outside.url}/hook`);
  const log = await watchLog(store.databaseUrl, store.name !== 'embedded', (number, at) =>
    journeys.see(number, 'log', at),
  );
  const streams = await openStreamReaders(api, desks.streamReaders, (number, at) =>
    journeys.see(number, 'stream', at),
  );
  try {
    return await measure();
  } finally {
    streams.close();
    await log.close();
  }
}

async function untilReady({ api, program, outside, signal }: Surroundings): Promise<void> {
  await untilAnswering(api, program, signal);
  const deadline = performance.now() + patienceMs;
  while (outside.hub.countSubscribed() < pushedFeeds) {
    program.assertRunning();
    if (performance.now() > deadline)
      throw new Error(`only ${outside.hub.countSubscribed()} feeds were subscribed in time`);
    await delay(200, undefined, { signal });
  }
}

async function measureRates(around: Surroundings, store: string, { rates, seconds }: LatencyOptions) {
  const measured: LatencyMeasurement[] = [];
  for (const itemsPerSecond of rates) {
    await publishAll(around, itemsPerSecond, warmUpSeconds);
    const journeys = await publishAll(around, itemsPerSecond, seconds);
    measured.push({
      store,
      itemsPerSecond,
      seconds,
      items: journeys.length,
      ways: summarizeJourneys(journeys),
    });
  }
  return measured;
}

/** Publishes for so long, and waits until all of it has arrived everywhere. */
async function publishAll(around: Surroundings, itemsPerSecond: number, seconds: number): Promise<Journey[]> {
  // What the first fetch of the polled feed found came before anybody listened.
  const first = around.journeys.since(0).length;
  await publishItems(around, itemsPerSecond, seconds);
  return untilArrived(around, first);
}

/** @throws where something is still missing after a minute, or came twice. */
async function untilArrived({ journeys, program, signal }: Surroundings, first: number): Promise<Journey[]> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const all = journeys.since(first);
    const losses = findLosses(all);
    if (losses.length === 0) return all;
    program.assertRunning();
    if (performance.now() > deadline) {
      throw new Error(`${losses.length} of ${all.length} items:\n${losses.slice(0, 10).join('\n')}`);
    }
    await delay(200, undefined, { signal });
  }
}
