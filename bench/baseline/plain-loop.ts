import { gunzipSync } from 'node:zlib';
import Parser from 'rss-parser';
import { request } from 'undici';
import type { ServedFeed } from '../server/feed-server.ts';

/** What the loop read: how many feeds, with how many items, in how long. */
export interface LoopResult {
  feeds: number;
  items: number;
  notModified: number;
  seconds: number;
  /** User and system time of this process. */
  cpuSeconds: number;
}

/** Fetches every feed and reads it, `concurrency` at once, and does nothing else: no store, no normalizing. */
export async function runPlainLoop(
  feeds: readonly ServedFeed[],
  etags: Map<string, string>,
  concurrency: number,
): Promise<LoopResult> {
  const result = { feeds: 0, items: 0, notModified: 0 };
  const queue = feeds.values();
  const parser = new Parser();
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const work = async () => {
    for (const feed of queue) {
      const items = await readFeed(feed, etags, parser);
      result.feeds += 1;
      result.items += items ?? 0;
      if (items === null) result.notModified += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const { user, system } = process.cpuUsage(cpu);
  return { ...result, seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1e6 };
}

/** How many items the feed has; null for a 304. */
async function readFeed(
  { url, format }: ServedFeed,
  etags: Map<string, string>,
  parser: Parser,
): Promise<number | null> {
  const etag = etags.get(url);
  const headers = { 'accept-encoding': 'gzip', ...(etag && { 'if-none-match': etag }) };
  const response = await request(url, { headers });
  const body = Buffer.from(await response.body.arrayBuffer());
  if (response.statusCode === 304) return null;
  etags.set(url, String(response.headers['etag']));
  const document = gunzipSync(body).toString();
  // rss-parser does not read JSON Feed.
  if (format === 'json') return (JSON.parse(document) as { items: unknown[] }).items.length;
  return (await parser.parseString(document)).items.length;
}
