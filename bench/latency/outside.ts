import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renderFeed } from '../corpus/render-feed.ts';
import { createHub, type Hub } from './hub.ts';
import { type TrackedItem, trackedNumbers } from './tracked-item.ts';

/** The world around the program, on one loopback port: publishers, their hub, and the targets of webhooks. */
export interface Outside {
  url: string;
  hub: Hub;
  /** The addresses of the feeds that name the hub; they show nothing, all that is new is pushed. */
  pushedFeeds: string[];
  /** The address of the feed that is polled. */
  polledFeed: string;
  close(): void;
}

export interface OutsideOptions {
  /** A new item for the feed that is polled, made when it is asked for. */
  onPolled(): TrackedItem;
  onWebhook(numbers: number[], at: number): void;
  /** The hub is told of new entries in these feeds of the program. */
  onAnnounced(urls: string[]): void;
}

/** Feeds whose hub pushes. */
export const pushedFeeds = 50;

type Page = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Items that the polled feed shows. */
const shownItems = 10;

export async function startOutside(options: OutsideOptions): Promise<Outside> {
  const hub = createHub();
  let shown: TrackedItem[] = [];
  const pages: Record<string, Page> = {
    async hub(request, response) {
      const asked = new URLSearchParams(await readText(request));
      response.writeHead(202).end();
      if (asked.get('hub.mode') === 'publish') options.onAnnounced(asked.getAll('hub.url'));
      else await hub.subscribe(asked);
    },
    async hook(request, response) {
      const body = await readText(request);
      const at = performance.now();
      response.writeHead(204).end();
      if (body.includes('"type":"article.created"')) options.onWebhook(trackedNumbers(body), at);
    },
    polled(_request, response) {
      shown = [options.onPolled(), ...shown].slice(0, shownItems);
      response.end(renderFeed(0, shown).document);
    },
    pushed(request, response) {
      const links = `<${url}/hub>; rel="hub", <${url}${request.url}>; rel="self"`;
      response.writeHead(200, { link: links }).end(renderFeed(0, []).document);
    },
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const page = pages[request.url?.split('/')[1] ?? ''];
    if (page) void page(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    hub,
    pushedFeeds: Array.from({ length: pushedFeeds }, (_, feed) => `${url}/pushed/${feed}`),
    polledFeed: `${url}/polled`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
