import { createHmac } from 'node:crypto';
import { type HttpServer, startHttpServer } from './http-server.ts';

/** A subscription request as it came. */
export type Asked = Record<string, string>;

/** A WebSub hub on loopback that does what a test tells it to. */
export interface Hub {
  url: string;
  /** Every request to subscribe, oldest first. */
  asked: Asked[];
  /** How the next requests are answered; 202 unless changed. */
  answerWith(status: number, headers?: Record<string, string>): void;
  /** Calls the callback of the last request, as a hub that verifies; parts can be changed. */
  verify(changes?: Record<string, string>): Promise<Response>;
  /** Delivers `body` to the callback of the last request, signed by its secret unless `headers` say otherwise. */
  deliver(body: string, headers?: Record<string, string | null>, algorithm?: string): Promise<Response>;
  close(): Promise<void>;
}

export async function startHub(): Promise<Hub> {
  const asked: Asked[] = [];
  let answer = { status: 202, headers: {} as Record<string, string> };
  const server: HttpServer = await startHttpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push(Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())));
    response.writeHead(answer.status, answer.headers).end(answer.status === 202 ? '' : 'not today');
  });
  const last = (): Asked => asked.at(-1) ?? {};
  return {
    url: `${server.url}/hub`,
    asked,
    answerWith(status, headers = {}) {
      answer = { status, headers };
    },
    verify(changes = {}) {
      const callback = new URL(last()['hub.callback'] ?? '');
      const query = {
        'hub.mode': 'subscribe',
        'hub.topic': last()['hub.topic'] ?? '',
        'hub.challenge': 'ch4llenge',
        'hub.lease_seconds': last()['hub.lease_seconds'] ?? '',
        ...changes,
      };
      for (const [name, value] of Object.entries(query)) callback.searchParams.set(name, value);
      return fetch(callback);
    },
    deliver(body, changes = {}, algorithm = 'sha256') {
      const digest = createHmac(algorithm, last()['hub.secret'] ?? '')
        .update(body)
        .digest('hex');
      const headers = {
        'content-type': 'application/rss+xml',
        'x-hub-signature': `${algorithm}=${digest}`,
        ...changes,
      };
      const sent = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null);
      return fetch(last()['hub.callback'] ?? '', { method: 'POST', body, headers: Object.fromEntries(sent) });
    },
    close: () => server.close(),
  };
}
