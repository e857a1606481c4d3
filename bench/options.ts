import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WiredeskError } from '../src/domain/errors.ts';
import type { StoreName } from './program/bench-store.ts';
import type { Services } from './program/services-store.ts';

/**
 * `program`: the whole of it on generated feeds; `parse` and `normalize`: one stage alone, beside other packages;
 * `dedupe`: how well stories are found; `stories`: what a look-up takes in stores of different sizes; `topics`:
 * matching articles against many topics; `polling`: many feeds that never change; `latency`: from an item on the wire to
 * everyone it is for; `readers`: what readers of the stream cost.
 */
export type BenchPart = (typeof partNames)[number];

const partNames = [
  'program',
  'parse',
  'normalize',
  'dedupe',
  'stories',
  'topics',
  'polling',
  'latency',
  'readers',
] as const;
const partList = `${partNames.slice(0, -1).join(', ')} or ${partNames.at(-1)}`;

/** What a bench does. */
export interface BenchOptions {
  feeds: number;
  items: number;
  runs: number;
  seed: number;
  stores: readonly StoreName[];
  /** Null: what needs services is left out. */
  services: Services | null;
  json: boolean;
  parts: readonly BenchPart[];
  /** The manifest of the pages that are normalized. */
  pages: string;
  /** Sizes of the store that look-ups of stories are measured on, in articles, ascending. */
  stored: readonly number[];
  /** Whether the query plans of these are printed. */
  plans: boolean;
  /** Sizes of the store that polling is measured on, in feeds. */
  polled: readonly number[];
  /** Items a second that latency is measured at. */
  rates: readonly number[];
  /** Readers of the stream that are measured, ascending. */
  readers: readonly number[];
  /** How long each phase of polling, latency and readers is measured. */
  seconds: number;
  /** Where the workers write CPU profiles. */
  profileFolder: string | null;
}

export const usage = `node bench/main.ts [options]
  --feeds N      feeds, 200 by default
  --items M      items of each feed, 20 by default
  --runs R       runs of each store, 3 by default; medians are shown
  --seed S       1 by default; the same seed gives the same feeds
  --store NAME   embedded, services or both; both by default
  --only PART    ${partList}; all by default
  --stored LIST  sizes of the store that look-ups of stories are measured on, 1000,10000 by default, up to 1000000
  --plans        prints the query plans of these
  --pages FILE   manifest of the pages that are normalized, the project's own by default; see bench/accuracy/read-gold.ts
  --polled LIST  sizes of the store that polling is measured on, 1000,10000 by default, up to 100000
  --rate LIST    items a second that latency is measured at, 5 by default, up to 200
  --readers LIST readers of the stream that are measured, 0,500,2000 by default, up to 10000
  --seconds S    how long each phase of polling, latency and readers is measured, 30 by default
  --json         prints JSON instead of Markdown
  --profile DIR  has every worker write a CPU profile there
Services are those of WIREDESK_BENCH_DATABASE_URL (a database is created and dropped) and WIREDESK_BENCH_REDIS_URL
(database 9 is flushed). Polling and readers are measured on them alone.`;

const ownPages = fileURLToPath(new URL('../test/gold/gold.ndjson', import.meta.url));

const storesByName: Record<string, readonly StoreName[]> = {
  embedded: ['embedded'],
  services: ['services'],
  both: ['services', 'embedded'],
};

/** Reads the command line. @throws WiredeskError invalid-input for what it does not know or cannot do. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): BenchOptions {
  const values = parse(args);
  const stores = storesByName[values.store];
  if (!stores)
    throw new WiredeskError('invalid-input', `--store is ${values.store}; use embedded, services or both`);
  const parts = partNames.filter((name) => values.only === 'all' || values.only === name);
  if (parts.length === 0)
    throw new WiredeskError('invalid-input', `--only is ${values.only}; use ${partList}`);
  const services = readServices(env);
  if (values.store === 'services' && !services) {
    throw new WiredeskError(
      'invalid-input',
      'set WIREDESK_BENCH_DATABASE_URL and WIREDESK_BENCH_REDIS_URL for --store services',
    );
  }
  return {
    feeds: wholeNumber('feeds', values.feeds, 100_000),
    items: wholeNumber('items', values.items, 1000),
    runs: wholeNumber('runs', values.runs, 100),
    seed: wholeNumber('seed', values.seed, 1_000_000),
    stores: services ? stores : stores.filter((store) => store !== 'services'),
    services,
    json: values.json,
    parts,
    pages: values.pages,
    stored: ascending(values.stored.split(',').map((size) => wholeNumber('stored', size, 1_000_000))),
    plans: values.plans,
    polled: values.polled.split(',').map((size) => wholeNumber('polled', size, 100_000)),
    rates: values.rate.split(',').map((rate) => wholeNumber('rate', rate, 200)),
    readers: ascending(values.readers.split(',').map((count) => wholeNumber('readers', count, 10_000, 0))),
    seconds: wholeNumber('seconds', values.seconds, 800),
    profileFolder: values.profile ?? null,
  };
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        feeds: { type: 'string', default: '200' },
        items: { type: 'string', default: '20' },
        runs: { type: 'string', default: '3' },
        seed: { type: 'string', default: '1' },
        store: { type: 'string', default: 'both' },
        only: { type: 'string', default: 'all' },
        pages: { type: 'string', default: ownPages },
        stored: { type: 'string', default: '1000,10000' },
        plans: { type: 'boolean', default: false },
        polled: { type: 'string', default: '1000,10000' },
        rate: { type: 'string', default: '5' },
        readers: { type: 'string', default: '0,500,2000' },
        seconds: { type: 'string', default: '30' },
        json: { type: 'boolean', default: false },
        profile: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new WiredeskError('invalid-input', (error as Error).message);
  }
}

function wholeNumber(name: string, text: string, max: number, min = 1): number {
  const number = Number(text);
  if (/^\d{1,7}$/.test(text) && number >= min && number <= max) return number;
  throw new WiredeskError('invalid-input', `--${name} is ${text}; use a whole number from ${min} to ${max}`);
}

function ascending(numbers: number[]): number[] {
  return numbers.toSorted((one, other) => one - other);
}

function readServices(env: NodeJS.ProcessEnv): Services | null {
  const databaseUrl = env['WIREDESK_BENCH_DATABASE_URL'];
  const redisUrl = env['WIREDESK_BENCH_REDIS_URL'];
  return databaseUrl && redisUrl ? { databaseUrl, redisUrl } : null;
}
