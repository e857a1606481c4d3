import { performance } from 'node:perf_hooks';
import { randomFor } from '../../demo/random.ts';
import { maxCompared, maxHolders } from '../../src/dedupe/cluster.ts';
import { minSharedSample } from '../../src/dedupe/sample.ts';
import type { Db, Pool } from '../../src/store/db.ts';
import { type ArticleSample, findSharedSamples } from '../../src/store/story-samples.ts';
import { median } from '../report/median.ts';

/** What finding candidates takes in a store of some size. */
export interface LookUpMeasurement {
  /** Articles of the time window. */
  stored: number;
  /** For a batch of `lookedUp` articles; the first after the index was built, and the median of those that follow. */
  firstMs: number;
  medianMs: number;
  /** As PostgreSQL explains it; null where nobody asked. */
  plan: string | null;
}

/** Articles of one look-up, as of one transaction. */
export const lookedUp = 100;
export const shinglesEach = 66;
const shinglesStored = 40;
const runs = 7;
/** Turns of phrase that many texts have, a tenth of all shingles. */
const commonShingles = 5000;
const articlesAtOnce = 50_000;
const bounds = { since: new Date(0), maxHolders, minShared: minSharedSample, maxOthers: maxCompared };

/** Fills an empty, migrated store with samples up to each of the sizes in turn, ascending, and looks up in it. */
export async function measureLookUps(
  pool: Pool,
  sizes: readonly number[],
  withPlans: boolean,
): Promise<LookUpMeasurement[]> {
  const measured: LookUpMeasurement[] = [];
  let filled = 0;
  for (const stored of sizes) {
    await fill(pool, filled, stored);
    filled = stored;
    measured.push({
      stored,
      ...(await lookUp(pool, stored)),
      plan: withPlans ? await explain(pool, stored) : null,
    });
  }
  return measured;
}

/** As of texts that have nothing to do with each other but turns of phrase. The indexes are built over all of it. */
async function fill(pool: Pool, from: number, to: number): Promise<void> {
  await pool.query(`alter table story_samples drop constraint story_samples_pkey;
    drop index story_samples_by_article`);
  for (let first = from + 1; first <= to; first += articlesAtOnce)
    await insertSamples(pool, first, Math.min(first + articlesAtOnce - 1, to));
  await pool.query(`set maintenance_work_mem = '512MB';
    alter table story_samples add primary key (shingle, article_id)`);
  await pool.query('create index story_samples_by_article on story_samples (article_id)');
  await pool.query('vacuum analyze story_samples');
  await warmUp(pool);
}

/** A store that articles come into holds its index in memory as far as it fits; one that was just built does not. */
async function warmUp(pool: Pool): Promise<void> {
  await pool.query(`begin; set local enable_seqscan = off; set local max_parallel_workers_per_gather = 0;
    select count(shingle) from story_samples; commit`);
}

async function insertSamples(pool: Pool, first: number, last: number): Promise<void> {
  await pool.query(
    `insert into story_samples (shingle, article_id)
     select distinct case when s % 10 = 0 then (random() * $4)::bigint
       else (random() * 4503599627370495)::bigint end as shingle, a
     from generate_series($1::bigint, $2::bigint) a, generate_series(1, $3) s`,
    [first, last, shinglesStored, commonShingles],
  );
}

async function lookUp(pool: Pool, stored: number): Promise<{ firstMs: number; medianMs: number }> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const samples = newSamples(stored, run);
    const startedAt = performance.now();
    await findSharedSamples(pool, samples, bounds);
    times.push(performance.now() - startedAt);
  }
  const [firstMs = Number.NaN, ...others] = times;
  return { firstMs, medianMs: median(others) };
}

/** Of articles that are not stored yet. */
function newSamples(stored: number, run: number): ArticleSample[] {
  const random = randomFor('look-up', stored, run);
  const shingle = (index: number) => Math.floor(random() * (index % 10 === 0 ? commonShingles : 2 ** 52));
  return Array.from({ length: lookedUp }, (_, index) => ({
    articleId: String(stored + 1 + index),
    sample: [...new Set(Array.from({ length: shinglesEach }, (_shingle, place) => shingle(place)))],
  }));
}

/** The plan of one more look-up. */
async function explain(pool: Pool, stored: number): Promise<string> {
  const lines: string[] = [];
  const explaining = {
    query: async (text: string, values: unknown[]) => {
      const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, buffers, costs off) ${text}`,
        values,
      );
      lines.push(...rows.map((row) => row['QUERY PLAN']));
      return { rows: [] };
    },
  };
  await findSharedSamples(explaining as unknown as Db, newSamples(stored, runs), bounds);
  return lines.join('\n');
}
