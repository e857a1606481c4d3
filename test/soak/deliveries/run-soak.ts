import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { openPool, type Pool } from '../../../src/store/db.ts';
import { migrateStore } from '../../../src/store/migrate.ts';
import { changeSubscription } from '../../../src/store/subscriptions.ts';
import { insertTestArticle } from '../../support/articles.ts';
import { makeProgramFolder, superviseWorker, type Worker } from '../../support/program.ts';
import { freePort, preparePostgres, prepareRedis, type Service } from '../../support/services.ts';
import { addDesks, type Desk } from './desks.ts';
import { judgeArrivals, type Verdict } from './judge-arrivals.ts';
import { consumeLog, type LogReading, readStream } from './log-readers.ts';
import { openNewsroom, readWholeLog } from './news.ts';
import { dueCursors } from './oracle.ts';
import { type Receivers, startReceivers } from './receivers.ts';

export interface SoakOptions {
  subscriptions: number;
  topics: number;
  articles: number;
  events: number;
  /** How often a worker is killed; every third time Redis is flushed too, every fifth time PostgreSQL restarts. */
  strikes: number;
  /** How long everything may take to arrive after the last strike. */
  patienceMs: number;
}

/** What a soak found. */
export interface SoakReport {
  options: SoakOptions;
  /** What went wrong, in words; empty: nothing. */
  faults: string[];
  desks: { desk: Desk; due: number; verdict: Verdict }[];
  calls: Receivers['calls'];
  readings: LogReading[];
  logLength: number;
  seconds: number;
}

/** Short, so that what a killed process held is taken up again within the soak. */
const impatient = {
  WIREDESK_QUEUE_LOCK_SECONDS: '2',
  WIREDESK_DELIVER_TIMEOUT_MS: '500',
  // So many that no message is given up.
  WIREDESK_DELIVER_RETRY_SECONDS: Array(500).fill('1').join(','),
  WIREDESK_DELIVER_ALLOW_HOSTS: '127.0.0.1',
  WIREDESK_API_RATE_LIMIT_PER_MINUTE: '100000',
};
const roles = ['scheduler', 'match', 'match', 'deliver', 'deliver', 'deliver', 'api'];
const betweenStrikesMs = 1000;

/** Delivers the events of a log while receivers, workers and services fail, then holds what arrived against the log. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const startedMs = performance.now();
  const [redis, postgres, receivers] = await Promise.all([
    prepareRedis(),
    preparePostgres(),
    startReceivers(),
  ]);
  await redis.start();
  const pool = openPool(postgres.url, 4, () => undefined);
  const port = await freePort();
  const folder = makeProgramFolder([], {
    ...impatient,
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    WIREDESK_API_PORT: String(port),
  });
  const workers: Worker[] = [];
  const reading = new AbortController();
  try {
    await migrateStore(pool);
    const desks = await addDesks(pool, receivers, options);
    workers.push(...roles.map((role) => superviseWorker(role, folder.env)));
    const api = `http://127.0.0.1:${port}`;
    const readers = [
      ...['first stream', 'second stream'].map((name) => readStream(api, name, reading.signal)),
      ...['archive', 'archive'].map((name) => consumeLog(api, name, reading.signal)),
    ];
    await trouble({ pool, redis, postgres, workers, desks }, options);
    receivers.recover();
    const { desks: judged, log } = await untilAllArrived({ pool, desks, receivers }, options.patienceMs);
    await delay(2 * betweenStrikesMs);
    reading.abort();
    const readings = await Promise.all(readers);
    return {
      options,
      faults: [
        ...judged.flatMap(({ verdict }) => verdict.faults),
        ...receivers.unsigned.map((name) => `a call of ${name} did not verify`),
        ...judgeReadings(readings, log),
      ],
      desks: judged,
      calls: receivers.calls,
      readings,
      logLength: log.length,
      seconds: (performance.now() - startedMs) / 1000,
    };
  } finally {
    reading.abort();
    await Promise.all(workers.map((worker) => worker.stop()));
    await pool.end();
    await Promise.all([redis.remove(), postgres.remove(), receivers.close()]);
    folder.remove();
  }
}

interface Surroundings {
  pool: Pool;
  redis: Service;
  postgres: Service;
  workers: Worker[];
  desks: Desk[];
}

/** Publishes a part of the news between strikes; some desks are paused and resumed under way. */
async function trouble(
  { pool, redis, postgres, workers, desks }: Surroundings,
  { topics, articles, events, strikes }: SoakOptions,
): Promise<void> {
  const ids: string[] = [];
  for (let n = 0; n < articles; n += 1)
    ids.push(await insertTestArticle(pool, { title: titleOf(n, topics) }));
  const newsroom = openNewsroom(pool, ids);
  const admin = new Redis(redis.url);
  for (let strike = 0; strike < strikes; strike += 1) {
    await newsroom.publish(Math.ceil(events / strikes));
    const desk = desks[Math.floor(Math.random() * desks.length)];
    if (desk) await changeSubscription(pool, desk.id, { state: 'paused' });
    await delay(betweenStrikesMs * (0.5 + Math.random()));
    workers[Math.floor(Math.random() * workers.length)]?.kill();
    if (strike % 3 === 1) await admin.flushall();
    if (strike % 5 === 3) {
      await postgres.kill();
      await postgres.start();
    }
    if (desk) await changeSubscription(pool, desk.id, { state: 'active' });
  }
  admin.disconnect();
}

/** The title by which an article belongs to one topic. */
export function titleOf(article: number, topics: number): string {
  return `Report on subject${article % topics}`;
}

/** Resumes what was given up (410), and waits until nothing is missing, or for so long. */
async function untilAllArrived(
  { pool, desks, receivers }: { pool: Pool; desks: Desk[]; receivers: Receivers },
  patienceMs: number,
) {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await pool.query<{ id: string }>(
      `select id from subscriptions where state in ('gone', 'failing')`,
    );
    for (const { id } of rows) await changeSubscription(pool, id, { state: 'active' });
    const log = await readWholeLog(pool);
    const judged = desks.map((desk) => {
      const due = dueCursors(log, desk.audience);
      return {
        desk,
        due: due.length,
        verdict: judgeArrivals(desk.name, due, receivers.arrivals.get(desk.name) ?? []),
      };
    });
    const isAllThere = judged.every(({ verdict }) => verdict.missing === 0);
    const isComplete = isAllThere && (await isConsumed(pool, log.at(-1)?.cursor ?? '0'));
    if (isComplete || performance.now() > deadline) return { desks: judged, log };
    await delay(betweenStrikesMs);
  }
}

/** Whether the consumer is done with all up to there: what a reader that was cut off had in hand comes again when its lease ends. */
async function isConsumed(pool: Pool, cursor: string): Promise<boolean> {
  const { rowCount } = await pool.query('select from consumers where acked >= $1', [cursor]);
  return rowCount === 1;
}

/** Streams see exactly the log; the workers of a consumer see all of it between them. */
function judgeReadings(readings: readonly LogReading[], log: readonly { cursor: string }[]): string[] {
  const whole = log.map(({ cursor }) => cursor);
  const streams = readings.filter(({ name }) => name !== 'archive');
  const consumed = new Set(
    readings.filter(({ name }) => name === 'archive').flatMap(({ cursors }) => cursors),
  );
  return [
    ...streams
      .filter(({ cursors }) => cursors.join() !== whole.join())
      .map(
        ({ name, cursors }) => `the ${name} saw ${cursors.length} events, not the ${whole.length} of the log`,
      ),
    ...whole.filter((cursor) => !consumed.has(cursor)).map((cursor) => `no consumer got event ${cursor}`),
  ];
}
