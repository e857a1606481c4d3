import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { startHttpServer } from '../../support/http-server.ts';

/** How targets answer; all but `steady` do so until they are told to recover. */
export const receiverKinds = [
  'steady',
  'slow',
  'failing',
  'down',
  'hanging',
  'dripping',
  'resetting',
  'redirecting',
  'refusing',
  'gone',
] as const;
export type ReceiverKind = (typeof receiverKinds)[number];

/** One event in one call, as it arrived. */
export interface Arrival {
  messageId: string;
  cursor: string;
  articleId: string;
  /** Answered with 2xx. */
  isTaken: boolean;
}

/** The targets of all subscriptions, on one loopback server. */
export interface Receivers {
  /** The address of the subscription of this name. */
  urlOf(kind: ReceiverKind, name: string): string;
  /** Calls of this subscription must be signed with it. */
  expect(name: string, secret: string): void;
  /** By name of the subscription, in the order in which they came. */
  arrivals: ReadonlyMap<string, Arrival[]>;
  /** Calls by kind of receiver. */
  calls: ReadonlyMap<ReceiverKind, number>;
  /** Of calls that did not verify. */
  unsigned: string[];
  /** From now on every receiver takes everything. */
  recover(): void;
  close(): Promise<void>;
}

interface WebhookBody {
  data: SentEvent & { events?: SentEvent[] };
}
type SentEvent = Pick<Arrival, 'cursor' | 'articleId'>;

type Behave = (answer: ServerResponse) => unknown;

const slowestAnswerMs = 300;
const troubled: Record<ReceiverKind, Behave> = {
  steady: take,
  slow: (answer) => delay(Math.random() * slowestAnswerMs).then(() => take(answer)),
  failing: sometimes(0.3, (answer) => answer.writeHead(500).end('out of order')),
  down: (answer) => answer.writeHead(503, { 'retry-after': '1' }).end(),
  hanging: sometimes(0.1, () => undefined),
  dripping: sometimes(0.1, drip),
  resetting: sometimes(0.2, (answer) => answer.destroy()),
  redirecting: (answer) => answer.writeHead(307, { location: '/elsewhere' }).end(),
  refusing: sometimes(0.1, (answer) => answer.writeHead(422).end('not now')),
  gone: sometimes(0.1, (answer) => answer.writeHead(410).end()),
};

export async function startReceivers(): Promise<Receivers> {
  const arrivals = new Map<string, Arrival[]>();
  const calls = new Map<ReceiverKind, number>();
  const secrets = new Map<string, string>();
  const unsigned: string[] = [];
  let isTroubled = true;
  const server = await startHttpServer(async (request, answer) => {
    const [, kind, name = ''] = (request.url ?? '').split('/') as [string, ReceiverKind, string];
    let body = '';
    for await (const chunk of request) body += chunk;
    if (!isSigned(secrets.get(name), body, request.headers)) {
      unsigned.push(name);
      return answer.writeHead(401).end();
    }
    calls.set(kind, (calls.get(kind) ?? 0) + 1);
    const { data } = JSON.parse(body) as WebhookBody;
    const messageId = String(request.headers['webhook-id']);
    const came = (data.events ?? [data]).map(({ cursor, articleId }) => ({
      ...{ messageId, cursor, articleId },
      isTaken: false,
    }));
    arrivals.set(name, [...(arrivals.get(name) ?? []), ...came]);
    answer.on('finish', () => {
      const isTaken = answer.statusCode < 300;
      for (const arrival of came) arrival.isTaken = isTaken;
    });
    await (isTroubled ? troubled[kind] : take)(answer);
  });
  return {
    urlOf: (kind, name) => `${server.url}/${kind}/${name}`,
    expect: (name, secret) => void secrets.set(name, secret),
    arrivals,
    calls,
    unsigned,
    recover() {
      isTroubled = false;
    },
    close: server.close,
  };
}

function take(answer: ServerResponse): void {
  answer.writeHead(204).end();
}

function sometimes(share: number, misbehave: Behave): Behave {
  return (answer) => (Math.random() < share ? misbehave(answer) : take(answer));
}

/** A byte now and then, and never an end. */
function drip(answer: ServerResponse): void {
  answer.writeHead(200);
  const dripping = setInterval(() => answer.write('.'), 100);
  answer.on('close', () => clearInterval(dripping));
}

function isSigned(secret: string | undefined, body: string, headers: object): boolean {
  if (secret === undefined) return false;
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
