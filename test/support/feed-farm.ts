import { createHash } from 'node:crypto';
import { startHttpServer } from './http-server.ts';

/** Many RSS feeds on one loopback server; every item is unique and stays in its feed. */
export interface FeedFarm {
  urls: string[];
  /** How often each feed was asked for, by its address. */
  requests: Map<string, number>;
  /** From now on every feed lists this many items. */
  showItems(count: number): void;
  close(): Promise<void>;
}

export async function startFeedFarm(feeds: number): Promise<FeedFarm> {
  let shown = 0;
  const requests = new Map<string, number>();
  const server = await startHttpServer((request, response) => {
    const path = request.url ?? '/';
    requests.set(path, (requests.get(path) ?? 0) + 1);
    const body = rssFeed(path.slice(1), shown);
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
    return response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(body);
  });
  return {
    urls: Array.from({ length: feeds }, (_, n) => `${server.url}/feed-${n}`),
    requests,
    showItems(count) {
      shown = count;
    },
    close: () => server.close(),
  };
}

function rssFeed(name: string, items: number): string {
  const entries = Array.from({ length: items }, (_, n) => items - n).map(
    (n) => `<item><guid>${name}-${n}</guid><title>Report ${n} of ${name}</title>
<link>https://${name}.example/reports/${n}</link><pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate>
<description>&lt;p&gt;The council of ${name} met for the ${n}th time this year.&lt;/p&gt;</description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${name}</title>
<link>https://${name}.example/</link><description>Reports</description>${entries.join('\n')}</channel></rss>`;
}
