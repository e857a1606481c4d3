import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from '../../src/store/db.ts';
import { findLogHead } from '../../src/store/events.ts';
import type { ProcessUsage } from '../measure/process-usage.ts';
import { type Crowded, type FanOut, measureFanOut } from './fan-out.ts';
import { openStalledReader, resumeAfter } from './stalled-reader.ts';

/** One reader with articles that does not read, beside those that do. */
export interface StalledMeasurement {
  /** Events that came for it meanwhile, with 8 kB of article each. */
  missed: number;
  /** Of the others. */
  fanOut: FanOut;
  /** More memory than before, when all of that had come. */
  moreRssBytes: number;
  /** It was cut off, came again, and got everything: what it got before and after. */
  resumed: { before: number; after: number };
}

/** An API with readers. */
export interface StalledDeps extends Crowded {
  api: string;
  pool: Pool;
  /** Of the API, now. */
  usage: () => ProcessUsage;
  /** After so long a connection on which nothing gets through has been given up. */
  cutOffAfterMs: number;
}

/** Some 40 MB with articles, far more than sockets hold. */
const missedEvents = 5000;
const missedAtOnce = 500;

/** Has a reader that does not read beside all others. @throws where it, or one of them, misses an event. */
export async function measureStalled(around: StalledDeps, readers: number): Promise<StalledMeasurement> {
  const { api, pool, appender, usage, signal } = around;
  const start = await findLogHead(pool);
  const before = usage();
  const stalled = await openStalledReader(api, start);
  const stalledAt = performance.now();
  for (let written = 0; written < missedEvents; written += missedAtOnce)
    await appender.append('updated', missedAtOnce);
  const fanOut = await measureFanOut(around, readers);
  const moreRssBytes = usage().rssBytes - before.rssBytes;
  await delay(stalledAt + around.cutOffAfterMs - performance.now(), undefined, { signal });
  const last = await stalled.readToItsEnd();
  const head = await findLogHead(pool);
  const after = await resumeAfter(api, last, head);
  const got = Number(last) - Number(start);
  const missed = Number(head) - Number(start);
  if (got + after !== missed)
    throw new Error(`the stalled reader got ${got} and ${after} of ${missed} events`);
  return { missed, fanOut, moreRssBytes, resumed: { before: got, after } };
}
