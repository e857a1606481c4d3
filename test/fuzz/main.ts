/**
 * `npm run fuzz [-- --seconds 30 --seed N]`: reads hostile documents of two sizes, then changed fixtures until the time is
 * over. Ends with 1 at the first that is not read in linear time or has no sound outcome; the same seed finds it again.
 */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseFeed } from '../../src/parse/parse-feed.ts';
import { seededRandom, soundFeeds } from '../parse/damage/sound-feeds.ts';
import { faultOfOutcome } from '../parse/fault-of-outcome.ts';
import { hostileKinds } from '../parse/hostile-documents.ts';
import { measureGrowth } from './measure-growth.ts';
import { mutate } from './mutate.ts';

const options = {
  seconds: { type: 'string', default: '30' },
  seed: { type: 'string', default: String(Date.now() % 1e6) },
} as const;
const { values } = parseArgs({ options });
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
const fixturesFolder = new URL('../fixtures/feeds/', import.meta.url);
const about = { contentType: null, baseUrl: 'https://feeds.example/a/b.xml' };

async function growthFaults(): Promise<string[]> {
  const faults: string[] = [];
  for (const kind of hostileKinds) {
    const { smallMs, largeMs, isLinear } = await measureGrowth(kind);
    if (!isLinear)
      faults.push(`${kind.name}: ${smallMs.toFixed(0)} ms, four times as much ${largeMs.toFixed(0)} ms`);
  }
  return faults;
}

/** Reads changed documents till then; throws with the place of one that has no sound outcome. */
async function readMutations(until: number): Promise<{ documents: number; slowestMs: number }> {
  const fixtures = readdirSync(fixturesFolder).map((name) => readFileSync(new URL(name, fixturesFolder)));
  const seeds = [...fixtures, ...soundFeeds(seed).map(({ xml }) => Buffer.from(xml))];
  const random = seededRandom(seed);
  let slowestMs = 0;
  let documents = 0;
  for (; performance.now() < until; documents += 1) {
    const document = mutate(seeds[documents % seeds.length] ?? Buffer.alloc(0), random, seeds);
    const before = process.cpuUsage();
    const fault = await parseFeed(document, about).then(
      faultOfOutcome,
      (error: unknown) => `it rejects: ${error}`,
    );
    const { user, system } = process.cpuUsage(before);
    slowestMs = Math.max(slowestMs, (user + system) / 1000);
    if (fault !== null)
      throw new Error(`document ${documents} of seed ${seed}: ${fault}; it is ${keep(document)}`);
  }
  return { documents, slowestMs };
}

function keep(document: Buffer): string {
  const file = join(mkdtempSync(join(tmpdir(), 'wiredesk-fuzz-')), 'document.xml');
  writeFileSync(file, document);
  return file;
}

const faults = await growthFaults();
for (const fault of faults) console.log(`not linear: ${fault}`);
console.log(`${hostileKinds.length} kinds of hostile documents, ${faults.length} not read in linear time`);
const { documents, slowestMs } = await readMutations(performance.now() + seconds * 1000);
console.log(
  `${documents} changed documents (seed ${seed}), each with a sound outcome; the slowest took ${slowestMs.toFixed(0)} ms`,
);
if (faults.length > 0) process.exitCode = 1;
