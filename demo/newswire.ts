import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, pageAnswer } from './answer.ts';
import { loadArticleTexts } from './article-texts.ts';
import { answerFeedRequest } from './feed-answer.ts';
import { agencyKey } from './outlets/agency.ts';
import { outlets } from './outlets.ts';
import type { PressRun } from './print-article.ts';
import { createPlan, type Plan } from './timeline.ts';

/** A feed to be followed; `url` may redirect for good. */
export interface DemoFeed {
  key: string;
  url: string;
  outlet: string;
  section: string | null;
  /** BCP 47 language tag. */
  language: string;
  intervalSeconds: number;
}

export interface Newswire {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  url: string;
  feeds: DemoFeed[];
  /** Cuts every open connection and stops. */
  close(): Promise<void>;
}

export interface NewswireOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** The same seed and start give the same news at the same second. Whole number; 1 by default. */
  seed?: number;
  now: () => Date;
  /** Between two new stories, 4,000 by default; copies, corrections and kills follow at multiples of it. At least 1. */
  paceMs?: number;
}

/** Serves the feeds of invented outlets on the loopback address; their news starts with this call. */
export async function startNewswire(options: NewswireOptions): Promise<Newswire> {
  const { port = 0, seed = 1, now, paceMs = 4000 } = options;
  if (!(paceMs >= 1)) throw new RangeError(`paceMs is ${paceMs}; it must be at least 1`);
  const texts = await loadArticleTexts(new URL('articles/', import.meta.url));
  const plan = createPlan(texts, { seed, paceSeconds: paceMs / 1000, outlets, agencyKey });
  const run = { seed, startedAt: now() };
  const server = createServer((request, response) => {
    const serverUrl = urlOf(server);
    send(
      response,
      answerRequest(plan, run, request, { serverUrl, elapsedSeconds: secondsSince(run, now()) }),
    );
  });
  await listen(server, port);
  return {
    url: urlOf(server),
    feeds: outlets.map(({ key, path, formerPath, name, section, language, intervalSeconds }) => {
      return {
        key,
        url: `${urlOf(server)}${formerPath ?? path}`,
        outlet: name,
        section,
        language,
        intervalSeconds,
      };
    }),
    close: () => close(server),
  };
}

function answerRequest(
  plan: Plan,
  run: PressRun,
  { method, url = '/', headers }: IncomingMessage,
  when: { serverUrl: string; elapsedSeconds: number },
): Answer {
  if (method !== 'GET' && method !== 'HEAD') {
    return pageAnswer(405, 'Only GET and HEAD are served\n', { headers: { allow: 'GET, HEAD' } });
  }
  const [path] = url.split('?', 1);
  const moved = plan.outlets.find(({ formerPath }) => formerPath === path);
  if (moved !== undefined) {
    return pageAnswer(301, 'Moved permanently\n', { headers: { location: moved.path } });
  }
  const outlet = plan.outlets.find((candidate) => candidate.path === path);
  if (outlet === undefined) return pageAnswer(404, 'No such feed\n');
  return answerFeedRequest(outlet, plan, run, { headers, ...when });
}

function send(response: ServerResponse, { status, headers, body, delayMs }: Answer): void {
  const waiting = setTimeout(() => response.writeHead(status, headers).end(body), delayMs);
  response.once('close', () => clearTimeout(waiting));
}

function secondsSince({ startedAt }: PressRun, now: Date): number {
  return Math.max(0, (now.getTime() - startedAt.getTime()) / 1000);
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
