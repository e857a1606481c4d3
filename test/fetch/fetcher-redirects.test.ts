import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { FetchRequest } from '../../src/fetch/fetcher.ts';
import { fetchOnce, serve } from './loopback.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const own: Partial<FetchRequest> = {
  validators: { etag: '"v1"', lastModified: null },
  headers: { Authorization: 'Bearer secret', 'X-Key': 'secret' },
};

/** Answers /1, /2, … with these redirects in turn to the next number, and everything else with 200. */
function chainOf(...statuses: number[]): Handler {
  return (request, response) => {
    const status = statuses[Number(request.url?.slice(1)) - 1];
    if (status === undefined) response.end('<rss/>');
    else response.writeHead(status, { location: `/${Number(request.url?.slice(1)) + 1}` }).end('elsewhere');
  };
}

function redirectTo(location: string, status = 301): Handler {
  return (_request, response) => response.writeHead(status, { location }).end();
}

describe('redirects', () => {
  test.each([[[301]], [[308]], [[301, 308, 301]]])('%j, all permanent, mean moved', async (statuses) => {
    const server = await serve(chainOf(...statuses));
    const last = `${server.url}/${statuses.length + 1}`;
    expect(await fetchOnce(`${server.url}/1`)).toMatchObject({
      kind: 'moved',
      to: last,
      answer: { kind: 'fetched', status: 200, url: last, body: Buffer.from('<rss/>') },
    });
  });

  test.each([[[302]], [[303]], [[307]], [[301, 302]], [[307, 308]]])(
    '%j, not all permanent, mean fetched at another address',
    async (statuses) => {
      const server = await serve(chainOf(...statuses));
      expect(await fetchOnce(`${server.url}/1`)).toMatchObject({
        kind: 'fetched',
        url: `${server.url}/${statuses.length + 1}`,
      });
    },
  );

  test('304 behind a permanent redirect is moved, too', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
      else response.writeHead('if-none-match' in request.headers ? 304 : 200).end();
    });
    const outcome = await fetchOnce(`${server.url}/old`, own);
    expect(outcome).toMatchObject({
      kind: 'moved',
      to: `${server.url}/new`,
      answer: { kind: 'not-modified', validators: own.validators },
    });
  });

  test('as many are followed as allowed, and no more', async () => {
    const server = await serve(chainOf(301, 301, 301));
    expect(await fetchOnce(`${server.url}/1`, {}, { maxRedirects: 3 })).toMatchObject({ kind: 'moved' });
    expect(await fetchOnce(`${server.url}/1`, {}, { maxRedirects: 2 })).toMatchObject({
      kind: 'failed',
      code: 'too-many-redirects',
      status: 301,
      message: expect.stringContaining('fetch.maxRedirects'),
    });
    expect(await fetchOnce(`${server.url}/1`, {}, { maxRedirects: 0 })).toMatchObject({
      code: 'too-many-redirects',
    });
  });

  test('a loop is a bad redirect', async () => {
    const server = await serve((request, response) => {
      response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a#again' }).end();
    });
    expect(await fetchOnce(`${server.url}/a`)).toMatchObject({
      kind: 'failed',
      code: 'bad-redirect',
      message: expect.stringContaining('loop'),
    });
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ['no Location', {}, 'bad-redirect'],
    ['an invalid Location', { location: 'http://[nowhere' }, 'bad-redirect'],
    ['a file: Location', { location: 'file:///etc/hosts' }, 'scheme-refused'],
  ])('%s is a failure', async (_what, headers, code) => {
    const server = await serve((_request, response) => response.writeHead(301, headers).end());
    expect(await fetchOnce(server.url)).toMatchObject({ kind: 'failed', code, status: 301 });
  });

  test.each([
    'http://127.0.0.2/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://2130706434/',
  ])('one to %s is refused', async (location) => {
    const server = await serve(redirectTo(location));
    expect(await fetchOnce(server.url)).toMatchObject({
      kind: 'failed',
      code: 'address-refused',
      status: null,
      message: expect.stringContaining('fetch.allowHosts'),
    });
  });

  test("keep the feed's headers and validators within its origin", async () => {
    const server = await serve(chainOf(302));
    await fetchOnce(`${server.url}/1`, own);
    expect(server.requests[1]?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'x-key': 'secret',
      'if-none-match': '"v1"',
    });
  });

  test('never take them to another origin, nor back again', async () => {
    const away = await serve((_request, response) => response.writeHead(302, { location: home() }).end());
    const server = await serve((request, response) => {
      if (request.url === '/start') response.writeHead(302, { location: away.url }).end();
      else response.end();
    });
    const home = () => `${server.url}/planted`;
    expect(await fetchOnce(`${server.url}/start`, own)).toMatchObject({ kind: 'fetched', url: home() });
    for (const { headers } of [away.requests[0], server.requests[1]].filter((sent) => sent !== undefined)) {
      expect(headers).toHaveProperty('user-agent');
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('x-key');
      expect(headers).not.toHaveProperty('if-none-match');
    }
    expect([away.requests.length, server.requests.length]).toEqual([1, 2]);
  });

  test('304 from another origin, which got no validators, is a failure', async () => {
    const away = await serve((_request, response) => response.writeHead(304).end());
    const server = await serve(redirectTo(away.url));
    expect(await fetchOnce(server.url, own)).toMatchObject({
      kind: 'failed',
      code: 'http-status',
      status: 304,
    });
  });

  test('keep userinfo within its origin, also in the address moved to, and drop it beyond', async () => {
    const away = await serve((_request, response) => response.end());
    const server = await serve((request, response) => {
      const location = request.url === '/1' ? `${server.url}/2` : away.url;
      response.writeHead(301, { location }).end();
    });
    const inside = await serve(chainOf(301));
    const withUser = (url: string) => url.replace('http://', 'http://desk:pw@');

    expect(await fetchOnce(`${withUser(inside.url)}/1`)).toMatchObject({
      kind: 'moved',
      to: `${withUser(inside.url)}/2`,
      answer: { url: `${inside.url}/2` },
    });
    expect(await fetchOnce(`${withUser(server.url)}/1`)).toMatchObject({ kind: 'moved', to: `${away.url}/` });
    const sent = [...inside.requests, ...server.requests].map(({ headers }) => headers.authorization);
    expect(sent).toEqual(Array(4).fill(`Basic ${btoa('desk:pw')}`));
    expect(away.requests[0]?.headers).not.toHaveProperty('authorization');
  });
});
