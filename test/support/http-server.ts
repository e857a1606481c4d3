import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What arrived. Two requests with the same `remotePort` came over one connection. */
export interface RecordedRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingHttpHeaders;
  remotePort: number;
}

export interface HttpServer {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  url: string;
  port: number;
  /** Everything that arrived, oldest first. */
  requests: RecordedRequest[];
  /** Cuts every open connection. */
  close(): Promise<void>;
}

/** A real HTTP server on a free loopback port, which answers with `handler`. */
export async function startHttpServer(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<HttpServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    requests.push(record(request));
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function record(request: IncomingMessage): RecordedRequest {
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    remotePort: request.socket.remotePort ?? 0,
  };
}
