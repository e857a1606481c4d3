import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { BenchStore } from '../program/bench-store.ts';
import type { Program } from '../program/start-program.ts';
import type { FeedServerProcess } from '../server/feed-server-process.ts';
import { describeFetches, readStoreState, type StoreState } from './store-state.ts';
import type { RoleUsage, UsageMeter } from './usage-meter.ts';
import { watchProgram } from './watch-program.ts';

/** A running program and everything around it. */
export interface Surroundings {
  store: BenchStore;
  db: pg.Pool;
  program: Program;
  feedServer: FeedServerProcess;
  meter: UsageMeter;
  signal: AbortSignal;
}

export interface Phase {
  /** Sets the program to work. */
  trigger(): Promise<void> | void;
  isDone(state: StoreState): boolean;
}

export interface PhaseMeasurement {
  /** From the first request that reached a feed to the store's end state, as the first look after it saw it. */
  seconds: number;
  requests: number;
  notModified: number;
  usage: Map<string, RoleUsage>;
}

const lookEveryMs = 200;
const patienceMs = 60_000;

/** Runs a phase to its end state. @throws when nothing has changed for a minute. */
export async function measurePhase(around: Surroundings, phase: Phase): Promise<PhaseMeasurement> {
  const { store, program, feedServer, meter } = around;
  await feedServer.reset();
  await watchProgram(meter, program, store);
  meter.mark();
  const since = new Date();
  await phase.trigger();
  const endedAt = await untilDone(around, phase, since, async () => {
    await watchProgram(meter, program, store);
    meter.sample();
  });
  meter.sample();
  const { firstRequestAt, ...counts } = await feedServer.stats();
  if (firstRequestAt === null) throw new Error('the phase ended without a request');
  return { seconds: (endedAt - firstRequestAt) / 1000, ...counts, usage: meter.read() };
}

async function untilDone(
  { db, program, signal }: Surroundings,
  phase: Phase,
  since: Date,
  look: () => Promise<void>,
): Promise<number> {
  let lastState = '';
  let changedAt = performance.now();
  while (performance.now() - changedAt < patienceMs) {
    const state = await readStoreState(db, since);
    const seenAt = Date.now();
    if (phase.isDone(state)) return seenAt;
    if (JSON.stringify(state) !== lastState) changedAt = performance.now();
    lastState = JSON.stringify(state);
    program.assertRunning();
    await look();
    await delay(lookEveryMs, undefined, { signal });
  }
  const fetches = await describeFetches(db, since);
  throw new Error(
    `nothing has changed for ${patienceMs / 1000} s; the store shows ${lastState}; fetches: ${fetches}`,
  );
}
