/** `node bench/baseline/main.ts CONTROL_URL FEEDS`: reads the feeds twice and prints both results as JSON. */
import type { ServedFeed } from '../server/feed-server.ts';
import { runPlainLoop } from './plain-loop.ts';

/** As many as fetch.concurrency is by default. */
const concurrency = 32;
const [controlUrl, feedCount] = process.argv.slice(2);
const feeds = (await (await fetch(`${controlUrl}/feeds`)).json()) as ServedFeed[];
const etags = new Map<string, string>();
// As the program is warmed up, so is the loop.
await runPlainLoop(feeds.slice(Number(feedCount)), etags, concurrency);
const measured = feeds.slice(0, Number(feedCount));
const cold = await runPlainLoop(measured, etags, concurrency);
const unchanged = await runPlainLoop(measured, etags, concurrency);
process.stdout.write(`${JSON.stringify({ cold, unchanged })}\n`);
process.exit(0);
