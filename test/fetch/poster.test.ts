import { afterEach, expect, test } from 'vitest';
import { createPoster } from '../../src/fetch/poster.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';

const limits = {
  userAgent: 'Wiredesk/test',
  timeoutMs: 500,
  connectTimeoutMs: 500,
  headersTimeoutMs: 500,
  maxBodyBytes: 1000,
  maxHeaderBytes: 4096,
  maxRedirects: 2,
  connectionsPerHost: 2,
  ports: [80, 443],
  allowHosts: ['127.0.0.1'],
};
const form = {
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ 'hub.topic': 'https://courier.example/ä' }).toString(),
};

let server: HttpServer;
afterEach(() => server?.close());

async function post(
  answer: Parameters<typeof startHttpServer>[0],
  path = '/hub',
  allowHosts = limits.allowHosts,
) {
  server = await startHttpServer(answer);
  const poster = createPoster({ ...limits, allowHosts });
  const outcome = await poster.post(server.url + path, form, new AbortController().signal);
  await poster.close();
  return outcome;
}

test('a form is sent as HTML forms are, again where a redirect keeps the method', async () => {
  const bodies: string[] = [];
  const outcome = await post(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(`${request.method} ${request.headers['content-type']} ${body}`);
    if (request.url === '/hub') response.writeHead(308, { location: '/new-hub' }).end();
    else response.writeHead(202).end();
  });
  expect(outcome).toEqual({ kind: 'accepted', status: 202, answer: '' });
  const sent = 'POST application/x-www-form-urlencoded hub.topic=https%3A%2F%2Fcourier.example%2F%C3%A4';
  expect(bodies).toEqual([sent, sent]);
});

test('a refusal says why, on one line, and when to come again', async () => {
  const outcome = await post((_request, response) => {
    response.writeHead(429, { 'retry-after': '120' }).end(`too\nmany${'!'.repeat(5000)}`);
  });
  expect(outcome).toMatchObject({ kind: 'refused', status: 429, retryAfterSeconds: 120 });
  expect(outcome).toMatchObject({
    message: expect.stringMatching(/^the server answered 429: too many!{1,200}$/),
  });
});

test.each([
  [422, 'message'],
  [404, 'message'],
  [410, 'gone'],
  [408, 'target'],
  [429, 'target'],
  [500, 'target'],
  [302, 'target'],
])('a refusal by %i is the fault of the %s', async (status, blame) => {
  const outcome = await post((_request, response) => response.writeHead(status).end());
  expect(outcome).toMatchObject({ kind: 'refused', status, blame });
});

test('a redirect that would change the method is a refusal', async () => {
  const outcome = await post((_request, response) => response.writeHead(302, { location: '/' }).end());
  expect(outcome).toMatchObject({ kind: 'refused', status: 302 });
});

test('redirects without end, a server that is silent and one in our network are failures', async () => {
  const endless = await post((request, response) =>
    response.writeHead(307, { location: `${request.url}x` }).end(),
  );
  expect(endless).toMatchObject({ kind: 'failed', message: expect.stringContaining('maxRedirects') });
  await server.close();
  const silent = await post(() => undefined);
  expect(silent).toMatchObject({ kind: 'failed' });
  await server.close();
  const inside = await post((_request, response) => response.end(), '/hub', []);
  expect(inside).toMatchObject({ kind: 'failed', message: expect.stringContaining('not a public address') });
  expect(server.requests).toEqual([]);
});
