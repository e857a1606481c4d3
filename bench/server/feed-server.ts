import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { newsItem } from '../corpus/news-item.ts';
import { type BenchFormat, formatOf, renderFeed } from '../corpus/render-feed.ts';

export interface FeedServerOptions {
  feeds: number;
  items: number;
  seed: number;
}

export interface ServedFeed {
  url: string;
  format: BenchFormat;
}

/** What was asked for since the counters were last reset. */
export interface ServerStats {
  /** Milliseconds since 1970; null before the first request. */
  firstRequestAt: number | null;
  requests: number;
  notModified: number;
}

export interface FeedServer {
  /**
   * Answers GET /feeds, GET /stats, POST /reset, which sets the counters to zero, and POST /publish, which adds a new
   * item to every feed.
   */
  controlUrl: string;
  feeds: ServedFeed[];
  close(): void;
}

/** A feed as it stands, ready to be sent. */
interface Edition {
  body: Buffer;
  etag: string;
  mediaType: string;
}

/** Each port is a host of its own for the program, so its default limits per host hold nothing up. */
const feedsPerPort = 4;

/** Serves the feeds on the loopback address, gzipped as most publishers do, with ETag and 304 (RFC 9110). */
export async function startFeedServer(options: FeedServerOptions): Promise<FeedServer> {
  let published = 0;
  let editions = printAll(options, published);
  let stats: ServerStats = emptyStats();

  const serveFeed = (request: IncomingMessage, response: ServerResponse) => {
    const edition = editions[feedOf(request.url ?? '')];
    if (!edition) return void response.writeHead(404).end();
    stats.requests += 1;
    stats.firstRequestAt ??= Date.now();
    const isCurrent = request.headers['if-none-match'] === edition.etag;
    if (isCurrent) stats.notModified += 1;
    sendEdition(response, edition, isCurrent);
  };
  const ports = Math.ceil(options.feeds / feedsPerPort);
  const servers = await Promise.all(Array.from({ length: ports }, () => listen(serveFeed)));
  const feeds = servers
    .flatMap((server) => Array.from({ length: feedsPerPort }, () => urlOf(server)))
    .slice(0, options.feeds)
    .map((url, feed) => ({ url: `${url}/feeds/${feed}`, format: formatOf(feed) }));

  const actions: Record<string, () => unknown> = {
    'GET /feeds': () => feeds,
    'GET /stats': () => stats,
    'POST /reset': () => {
      stats = emptyStats();
      return stats;
    },
    'POST /publish': () => {
      published += 1;
      editions = printAll(options, published);
      return { published };
    },
  };
  const control = await listen((request, response) => {
    const action = actions[`${request.method} ${request.url}`];
    if (!action) return void response.writeHead(404).end();
    response.setHeader('content-type', 'application/json').end(JSON.stringify(action()));
  });
  return {
    controlUrl: urlOf(control),
    feeds,
    close() {
      for (const server of [control, ...servers]) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** Printed before anybody asks, so that printing costs nothing while time is taken. */
function printAll({ feeds, items, seed }: FeedServerOptions, published: number): Edition[] {
  return Array.from({ length: feeds }, (_, feed) => {
    const shown = Array.from({ length: items }, (_, place) =>
      newsItem(seed, feed, published + items - 1 - place),
    );
    const { document, mediaType } = renderFeed(feed, shown);
    return { body: gzipSync(document), etag: `"${seed}-${feed}-${published}"`, mediaType };
  });
}

function sendEdition(response: ServerResponse, { body, etag, mediaType }: Edition, isCurrent: boolean): void {
  if (isCurrent) return void response.writeHead(304, { etag }).end();
  const headers = {
    etag,
    'content-type': mediaType,
    'content-encoding': 'gzip',
    'content-length': body.byteLength,
  };
  response.writeHead(200, headers).end(body);
}

function feedOf(path: string): number {
  return Number(/^\/feeds\/(\d{1,7})$/.exec(path)?.[1] ?? -1);
}

function emptyStats(): ServerStats {
  return { firstRequestAt: null, requests: 0, notModified: 0 };
}

async function listen(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 60_000 }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
