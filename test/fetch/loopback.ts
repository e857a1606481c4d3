import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { FetchOutcome } from '../../src/domain/fetch-outcome.ts';
import type { FetchLimits } from '../../src/fetch/fetch-limits.ts';
import {
  createFetcher,
  type Fetcher,
  type FetcherSurroundings,
  type FetchRequest,
} from '../../src/fetch/fetcher.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';

export const now = new Date('2031-03-04T12:00:00Z');

const loopbackLimits: FetchLimits = {
  userAgent: 'Wiredesk/0.1 (+https://newsroom.example/bot)',
  timeoutMs: 5_000,
  connectTimeoutMs: 2_000,
  headersTimeoutMs: 2_000,
  maxBodyBytes: 1_000_000,
  maxHeaderBytes: 8_192,
  maxRedirects: 3,
  connectionsPerHost: 2,
  ports: [80, 443],
  allowHosts: ['127.0.0.1'],
};

/** A server that ends with the test. */
export async function serve(handler: Parameters<typeof startHttpServer>[0]): Promise<HttpServer> {
  const server = await startHttpServer(handler);
  onTestFinished(() => server.close());
  return server;
}

/** The address of a server that speaks what `onConnection` writes, which may be no proper HTTP. It ends with the test. */
export async function serveRaw(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

/** A fetcher that may reach 127.0.0.1 and ends with the test. */
export function fetcherWith(
  limits: Partial<FetchLimits> = {},
  surroundings: Partial<FetcherSurroundings> = {},
): Fetcher {
  const fetcher = createFetcher({ ...loopbackLimits, ...limits }, { now: () => now, ...surroundings });
  onTestFinished(() => fetcher.close());
  return fetcher;
}

/** One fetch with a fetcher of its own. */
export function fetchOnce(
  url: string,
  request: Partial<FetchRequest> = {},
  limits: Partial<FetchLimits> = {},
): Promise<FetchOutcome> {
  return fetcherWith(limits).fetch(requestOf(url, request), new AbortController().signal);
}

export function requestOf(url: string, request: Partial<FetchRequest> = {}): FetchRequest {
  return { url, validators: { etag: null, lastModified: null }, headers: {}, ...request };
}
