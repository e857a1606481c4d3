/** `node bench/server/main.ts FEEDS ITEMS SEED`: serves until its stdin ends; prints the control URL. */
import { startFeedServer } from './feed-server.ts';

const [feeds = 0, items = 0, seed = 0] = process.argv.slice(2).map(Number);
const server = await startFeedServer({ feeds, items, seed });
process.stdout.write(`${server.controlUrl}\n`);
process.stdin.on('end', () => process.exit(0)).resume();
