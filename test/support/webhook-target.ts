import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { startHttpServer } from './http-server.ts';

/** A call that verified. */
export interface ReceivedCall {
  id: string;
  /** What it brought: the events, or none for a ping. */
  events: { cursor: string; articleId: string; type: string; article: { title: string | null } | null }[];
  /** How it was answered. */
  status: number;
}

/** As the library verifies, but at the time of the caller's clock. */
function isSigned(headers: IncomingHttpHeaders, body: string, secret: string): boolean {
  const at = new Date(Number(headers['webhook-timestamp']) * 1000);
  const expected = new Webhook(secret).sign(String(headers['webhook-id']), at, body);
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

/** A target of webhooks on loopback, which verifies every call and answers as it is told to. */
export async function startWebhookTarget(respond: (call: ReceivedCall, answer: ServerResponse) => void) {
  const received: ReceivedCall[] = [];
  let secret = '';
  const server = await startHttpServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (!isSigned(request.headers, body, secret)) return response.writeHead(401).end();
    const { type, data } = JSON.parse(body) as {
      type: string;
      data: ReceivedCall['events'][number] & { events?: ReceivedCall['events'] };
    };
    const events = type === 'ping' ? [] : (data.events ?? [data]);
    const call = { id: String(request.headers['webhook-id']), events, status: 0 };
    received.push(call);
    response.on('close', () => {
      call.status = response.writableFinished ? response.statusCode : 0;
    });
    respond(call, response);
  });
  return {
    url: `${server.url}/hook`,
    received,
    /** The secret that calls must be signed with from now on. */
    expect(newSecret: string) {
      secret = newSecret;
    },
    /** Cursors of the events of calls that were answered with 2xx, in the order in which they came. */
    taken: () =>
      received
        .filter(({ status }) => status >= 200 && status < 300)
        .flatMap(({ events }) => events.map(({ cursor }) => Number(cursor))),
    close: server.close,
  };
}

export type WebhookTarget = Awaited<ReturnType<typeof startWebhookTarget>>;
