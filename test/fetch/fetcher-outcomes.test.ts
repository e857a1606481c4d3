import { describe, expect, test } from 'vitest';
import { fetcherWith, fetchOnce, requestOf, serve, serveRaw } from './loopback.ts';

const validators = { etag: '"v1"', lastModified: 'Mon, 03 Mar 2031 09:00:00 GMT' };

describe('what a fetch asks', () => {
  test('names itself and what it reads', async () => {
    const server = await serve((_request, response) => response.end());
    await fetchOnce(`${server.url}/feed?page=1#top`);
    expect(server.requests[0]).toMatchObject({
      method: 'GET',
      path: '/feed?page=1',
      headers: {
        'user-agent': 'Wiredesk/0.1 (+https://newsroom.example/bot)',
        accept: expect.stringContaining('application/atom+xml'),
        'accept-encoding': 'gzip, deflate, br, zstd',
      },
    });
    expect(server.requests[0]?.headers).not.toHaveProperty('if-none-match');
  });

  test('sends the headers of the feed, which replace our own', async () => {
    const server = await serve((_request, response) => response.end());
    await fetchOnce(server.url, { headers: { 'X-Key': 'abc', 'User-Agent': 'Reader/2' } });
    expect(server.requests[0]?.headers).toMatchObject({ 'x-key': 'abc', 'user-agent': 'Reader/2' });
  });

  test('sends userinfo as Basic credentials and shows it nowhere', async () => {
    const server = await serve((_request, response) => response.writeHead(404).end());
    const outcome = await fetchOnce(`http://desk:p%40ss@127.0.0.1:${server.port}/feed`);
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${btoa('desk:p@ss')}`);
    expect(JSON.stringify(outcome)).not.toContain('p%40ss');
    expect(outcome).toMatchObject({ url: `${server.url}/feed` });
  });

  test('does not send a stored validator that is no valid field value', async () => {
    const server = await serve((_request, response) => response.end());
    const outcome = await fetchOnce(server.url, { validators: { etag: '"vé\n"', lastModified: '' } });
    expect(outcome.kind).toBe('fetched');
    expect(server.requests[0]?.headers).not.toHaveProperty('if-none-match');
    expect(server.requests[0]?.headers).not.toHaveProperty('if-modified-since');
  });

  test('reuses a connection for the next fetch from the same host, whatever the answer was', async () => {
    const statuses = [200, 304, 404, 429, 200];
    const server = await serve((_request, response) => {
      const status = statuses.shift() ?? 500;
      response.writeHead(status).end(status === 304 ? undefined : 'some body');
    });
    const fetcher = fetcherWith({ connectionsPerHost: 1 });
    const kinds: string[] = [];
    for (let count = 0; count < 5; count++) {
      const outcome = await fetcher.fetch(
        requestOf(server.url, { validators }),
        new AbortController().signal,
      );
      kinds.push(outcome.kind);
    }
    expect(kinds).toEqual(['fetched', 'not-modified', 'failed', 'rate-limited', 'fetched']);
    expect(new Set(server.requests.map(({ remotePort }) => remotePort)).size).toBe(1);
  });

  test('opens no more connections to a host than it may', async () => {
    const server = await serve((_request, response) => setTimeout(() => response.end(), 20));
    const fetcher = fetcherWith({ connectionsPerHost: 2 });
    const fetches = Array.from({ length: 6 }, () =>
      fetcher.fetch(requestOf(server.url), new AbortController().signal),
    );
    const kinds = (await Promise.all(fetches)).map(({ kind }) => kind);
    expect(kinds).toEqual(Array(6).fill('fetched'));
    expect(new Set(server.requests.map(({ remotePort }) => remotePort)).size).toBe(2);
  });
});

describe('how a fetch ends', () => {
  test('200 is fetched, with validators, content type, links and hints', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/rss+xml; charset=utf-8',
        'cache-control': 'max-age=600',
        etag: '"v2"',
        link: ['<https://hub.example/>; rel="hub"', '</feed>; rel="self"'],
        'last-modified': 'Tue, 04 Mar 2031 09:00:00 GMT',
      });
      response.end('<rss/>');
    });
    expect(await fetchOnce(`${server.url}/feed`)).toEqual({
      kind: 'fetched',
      status: 200,
      url: `${server.url}/feed`,
      body: Buffer.from('<rss/>'),
      contentType: 'application/rss+xml; charset=utf-8',
      link: '<https://hub.example/>; rel="hub", </feed>; rel="self"',
      validators: { etag: '"v2"', lastModified: 'Tue, 04 Mar 2031 09:00:00 GMT' },
      hints: { maxAgeSeconds: 600, retryAfterSeconds: null },
    });
  });

  test('an ETag that could not be sent back is not kept', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { etag: `"${'x'.repeat(2000)}"` }).end('<rss/>');
    });
    expect(await fetchOnce(server.url)).toMatchObject({ validators: { etag: null, lastModified: null } });
  });

  test('304 to sent validators is not modified and keeps those it does not repeat', async () => {
    const server = await serve((request, response) => {
      const matches = request.headers['if-none-match'] === '"v1"' && 'if-modified-since' in request.headers;
      response.writeHead(matches ? 304 : 200, { etag: 'W/"v1"' }).end();
    });
    expect(await fetchOnce(server.url, { validators })).toEqual({
      kind: 'not-modified',
      status: 304,
      url: `${server.url}/`,
      validators: { etag: 'W/"v1"', lastModified: validators.lastModified },
      hints: { maxAgeSeconds: null, retryAfterSeconds: null },
    });
  });

  test('304 to a request without validators is a failure, for there is nothing to keep', async () => {
    const server = await serve((_request, response) => response.writeHead(304).end());
    expect(await fetchOnce(server.url)).toMatchObject({ kind: 'failed', code: 'http-status', status: 304 });
  });

  test('410 is gone', async () => {
    const server = await serve((_request, response) => response.writeHead(410).end('bye'));
    expect(await fetchOnce(server.url)).toEqual({ kind: 'gone', status: 410, url: `${server.url}/` });
  });

  test.each([
    [429, '60', 60],
    [429, 'Tue, 04 Mar 2031 12:05:00 GMT', 300],
    [429, undefined, null],
    [503, '120', 120],
    [503, 'Tue, 04 Mar 2031 12:05:00 GMT', 300],
  ])('%d with Retry-After: %s is rate-limited', async (status, retryAfter, retryAfterSeconds) => {
    const server = await serve((_request, response) => {
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
    });
    expect(await fetchOnce(server.url)).toMatchObject({
      kind: 'rate-limited',
      status,
      hints: { retryAfterSeconds },
    });
  });

  test.each([204, 206, 300, 400, 401, 403, 404, 500, 503])('%d is failed', async (status) => {
    const server = await serve((_request, response) => {
      response.writeHead(status, { 'cache-control': 'max-age=30' }).end();
    });
    expect(await fetchOnce(server.url)).toEqual({
      kind: 'failed',
      code: 'http-status',
      status,
      url: `${server.url}/`,
      message: `the server answered ${status} (${server.url}/)`,
      hints: { maxAgeSeconds: 30, retryAfterSeconds: null },
    });
  });

  test.each([
    'ftp://127.0.0.1/feed',
    'file:///etc/hosts',
    'javascript:alert(1)',
    'data:text/xml,x',
    'feeds.example/rss',
    '',
  ])('the address "%s" is refused for its scheme', async (url) => {
    expect(await fetchOnce(url)).toMatchObject({ kind: 'failed', code: 'scheme-refused', status: null });
  });

  test('an address that is no URL is reported without its userinfo', async () => {
    const outcome = await fetchOnce('http://desk:secret@feeds.example:99999/rss');
    expect(outcome).toMatchObject({ code: 'scheme-refused', url: 'http://feeds.example:99999/rss' });
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });

  test('a closed port is a connect failure', async () => {
    const server = await serve(() => {});
    await server.close();
    expect(await fetchOnce(server.url)).toMatchObject({ kind: 'failed', code: 'connect', status: null });
  });

  test('a name without an address is a dns failure', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND feeds.example'), { code: 'ENOTFOUND' });
    for (const resolveHost of [() => Promise.reject(unknown), () => Promise.resolve([])]) {
      const fetcher = fetcherWith({}, { resolveHost });
      const outcome = await fetcher.fetch(requestOf('http://feeds.example/'), new AbortController().signal);
      expect(outcome).toMatchObject({ kind: 'failed', code: 'dns' });
    }
  });

  test('a connection that is reset is a connect failure', async () => {
    const url = await serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await fetchOnce(url)).toMatchObject({ kind: 'failed', code: 'connect' });
  });

  test('a body that breaks off is a failure with its status', async () => {
    const url = await serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n<rss>'));
    expect(await fetchOnce(url)).toMatchObject({
      kind: 'failed',
      code: 'connect',
      status: 200,
    });
  });

  test('what is no HTTP is a protocol failure', async () => {
    const url = await serveRaw((socket) => socket.end('220 mail.example ESMTP\r\n'));
    expect(await fetchOnce(url)).toMatchObject({ kind: 'failed', code: 'protocol' });
  });

  test('https to a server without TLS is a tls failure', async () => {
    const server = await serve((_request, response) => response.end());
    expect(await fetchOnce(`https://127.0.0.1:${server.port}/`)).toMatchObject({
      kind: 'failed',
      code: 'tls',
    });
  });

  test('a header of the feed that HTTP does not allow is a failure, not a crash', async () => {
    const server = await serve((_request, response) => response.end());
    const outcome = await fetchOnce(server.url, { headers: { 'x-key': 'a\r\nx-other: b' } });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'protocol' });
    expect(server.requests).toEqual([]);
  });
});
