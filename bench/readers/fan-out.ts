import { setTimeout as delay } from 'node:timers/promises';
import { monotonicMs } from '../measure/monotonic-ms.ts';
import { type Percentiles, percentiles } from '../report/percentiles.ts';
import type { Appender } from './append.ts';
import type { ReaderCrowd } from './reader-crowd.ts';

/** From the commit of an event that comes alone. */
export interface FanOut {
  /** To each reader. */
  each: Percentiles;
  /** To the last of them. */
  last: Percentiles;
}

/** Events that were committed right after each other, until all readers had all of them. */
export interface Burst {
  events: number;
  eventsPerSecond: number;
}

/** Readers, and who has something to tell them. */
export interface Crowded {
  crowd: ReaderCrowd;
  appender: Appender;
  signal: AbortSignal;
}

const patienceMs = 60_000;
const fanOutEvents = 40;
const betweenEventsMs = 150;
const burstEvents = 100;

/** Commits one event after another, with time between them, to all readers. @throws where one of them misses one. */
export async function measureFanOut({ crowd, appender, signal }: Crowded, readers: number): Promise<FanOut> {
  const committed = new Map<string, number>();
  for (let event = 0; event < fanOutEvents; event += 1) {
    const { cursor, committedAt } = await appender.append('created', 1);
    committed.set(cursor, committedAt);
    await delay(betweenEventsMs, undefined, { signal });
  }
  const seen = await untilSeen(crowd, [...committed.keys()], readers);
  const took = [...committed].map(([cursor, at]) => (seen.get(cursor) ?? []).map((seenAt) => seenAt - at));
  return { each: percentiles(took.flat()), last: percentiles(took.map((all) => Math.max(...all))) };
}

/** Commits events in a row. */
export async function measureBurst({ crowd, appender }: Crowded, readers: number): Promise<Burst> {
  const startedAt = monotonicMs();
  const cursors: string[] = [];
  for (let event = 0; event < burstEvents; event += 1)
    cursors.push((await appender.append('created', 1)).cursor);
  const seen = await untilSeen(crowd, cursors, readers);
  const endedAt = Math.max(...[...seen.values()].map((times) => times.at(-1) ?? 0));
  return { events: burstEvents, eventsPerSecond: (burstEvents * 1000) / (endedAt - startedAt) };
}

/** When each reader saw each of the events, none of which any of them may miss. */
async function untilSeen(
  crowd: ReaderCrowd,
  cursors: readonly string[],
  readers: number,
): Promise<Map<string, number[]>> {
  const seen = new Map<string, number[]>();
  const deadline = performance.now() + patienceMs;
  while (cursors.some((cursor) => (seen.get(cursor)?.length ?? 0) < readers)) {
    if (performance.now() > deadline) throw new Error('a reader of the stream missed an event');
    await delay(200);
    for (const [cursor, times] of await crowd.tell())
      seen.set(cursor, [...(seen.get(cursor) ?? []), ...times]);
  }
  return seen;
}
