import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import {
  brotliCompressSync,
  constants,
  createGzip,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fetcherWith, fetchOnce, requestOf, serve, serveRaw } from './loopback.ts';

const feed = `<rss>${'<item/>'.repeat(1000)}</rss>`;

function answerWith(body: Uint8Array | string, encoding?: string) {
  return (_request: unknown, response: ServerResponse) => {
    response.writeHead(200, encoding === undefined ? {} : { 'content-encoding': encoding }).end(body);
  };
}

function* endlessZeros(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(65_536);
}

/** Settles once the other side has cut the connection. */
function cut(response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => response.once('close', () => resolve(!response.writableFinished)));
}

describe('content codings', () => {
  test.each([
    ['gzip', gzipSync(feed)],
    ['GZIP', gzipSync(feed)],
    ['x-gzip', gzipSync(feed)],
    ['deflate', deflateSync(feed)],
    ['deflate', deflateRawSync(feed)],
    ['br', brotliCompressSync(feed)],
    ['zstd', zstdCompressSync(feed)],
    ['identity', Buffer.from(feed)],
  ])('%s is undone', async (encoding, body) => {
    const server = await serve(answerWith(body, encoding));
    const outcome = await fetchOnce(server.url);
    expect(outcome.kind === 'fetched' && Buffer.from(outcome.body).toString()).toBe(feed);
  });

  test('an empty body is empty under any coding', async () => {
    const server = await serve(answerWith('', 'gzip'));
    expect(await fetchOnce(server.url)).toMatchObject({ kind: 'fetched', body: new Uint8Array() });
  });

  test.each([
    ['gzip', feed],
    ['gzip', gzipSync(feed).subarray(0, 40)],
    ['deflate', feed],
    ['br', feed],
    ['zstd', feed],
    ['zstd', zstdCompressSync(feed).subarray(0, 20)],
    ['compress', feed],
    ['gzip, br', feed],
  ])('a corrupt, cut or unknown %s body is a bad encoding', async (encoding, body) => {
    const server = await serve(answerWith(body, encoding));
    expect(await fetchOnce(server.url)).toMatchObject({ kind: 'failed', code: 'bad-encoding', status: 200 });
  });
});

describe('zstd', () => {
  test.each([
    [23, 'fetched'],
    [24, 'failed'],
  ])('with a window of 2^%d bytes is %s', async (windowLog, kind) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'zstd' });
      const compress = createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: windowLog } });
      Readable.from([feed, feed]).pipe(compress).pipe(response);
    });
    expect(await fetchOnce(server.url)).toMatchObject({ kind });
  });
});

describe('fetch.maxBodyBytes', () => {
  test('lets a body of just that size through, and none longer', async () => {
    const server = await serve((_request, response) => Readable.from([Buffer.alloc(1000)]).pipe(response));
    expect(await fetchOnce(server.url, {}, { maxBodyBytes: 1000 })).toMatchObject({ kind: 'fetched' });
    expect(await fetchOnce(server.url, {}, { maxBodyBytes: 999 })).toMatchObject({
      kind: 'failed',
      code: 'too-large',
      status: 200,
      message: `body is at least 1000 bytes; the limit fetch.maxBodyBytes is 999 bytes (${server.url}/)`,
    });
  });

  test('holds for the decompressed body', async () => {
    const server = await serve(answerWith(gzipSync(Buffer.alloc(100_000)), 'gzip'));
    expect(await fetchOnce(server.url, {}, { maxBodyBytes: 100_000 })).toMatchObject({ kind: 'fetched' });
    expect(await fetchOnce(server.url, {}, { maxBodyBytes: 99_999 })).toMatchObject({ code: 'too-large' });
  });

  test('refuses an announced length without waiting for the body', async () => {
    const cuts: Promise<boolean>[] = [];
    const server = await serve((_request, response) => {
      cuts.push(cut(response));
      response.writeHead(200, { 'content-length': '5000000' }).write('<rss>');
    });
    expect(await fetchOnce(server.url)).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('5000000 bytes'),
    });
    expect(await Promise.all(cuts)).toEqual([true]);
  });

  test('cuts an endless body', async () => {
    const cuts: Promise<boolean>[] = [];
    const server = await serve((_request, response) => {
      cuts.push(cut(response));
      Readable.from(endlessZeros()).pipe(response);
    });
    expect(await fetchOnce(server.url)).toMatchObject({ code: 'too-large' });
    expect(await Promise.all(cuts)).toEqual([true]);
  });

  test('cuts an endless gzip bomb, and holds little of it', async () => {
    const cuts: Promise<boolean>[] = [];
    const server = await serve((_request, response) => {
      cuts.push(cut(response));
      response.writeHead(200, { 'content-encoding': 'gzip' });
      Readable.from(endlessZeros()).pipe(createGzip()).pipe(response);
    });
    const before = process.memoryUsage().rss;
    const outcome = await fetchOnce(server.url, {}, { maxBodyBytes: 10_000_000 });
    expect(outcome).toMatchObject({ code: 'too-large', message: expect.stringContaining(server.url) });
    expect(await Promise.all(cuts)).toEqual([true]);
    expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000);
  });

  test('holds for a compressed body that never yields anything', async () => {
    const emptyBlocks = Buffer.alloc(60_000, Buffer.from([0, 0, 0, 0xff, 0xff]));
    const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    const server = await serve(answerWith(Buffer.concat([header, emptyBlocks]), 'gzip'));
    expect(await fetchOnce(server.url, {}, { maxBodyBytes: 50_000 })).toMatchObject({ code: 'too-large' });
  });
});

describe('other limits', () => {
  test('fetch.timeoutMs ends a body that drips', async () => {
    const cuts: Promise<boolean>[] = [];
    const server = await serve((_request, response) => {
      cuts.push(cut(response));
      const drip = setInterval(() => response.write('.'), 20);
      response.once('close', () => clearInterval(drip));
    });
    expect(await fetchOnce(server.url, {}, { timeoutMs: 300 })).toMatchObject({
      kind: 'failed',
      code: 'timeout',
      status: 200,
      message: expect.stringContaining('fetch.timeoutMs is 300 ms'),
    });
    expect(await Promise.all(cuts)).toEqual([true]);
  });

  test('fetch.timeoutMs holds for all redirects together', async () => {
    const server = await serve((request, response) => {
      const location = `/${Number(request.url?.slice(1)) + 1}`;
      setTimeout(() => response.writeHead(302, { location }).end(), 100);
    });
    const outcome = await fetchOnce(`${server.url}/1`, {}, { timeoutMs: 350, maxRedirects: 50 });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'timeout' });
  });

  test('fetch.timeoutMs ends a name resolution that hangs', async () => {
    const fetcher = fetcherWith(
      { timeoutMs: 200, connectTimeoutMs: 400 },
      { resolveHost: () => new Promise(() => {}) },
    );
    const outcome = await fetcher.fetch(requestOf('http://feeds.example/'), new AbortController().signal);
    expect(outcome).toMatchObject({
      kind: 'failed',
      code: 'timeout',
      message: expect.stringContaining('fetch.timeoutMs'),
    });
  });

  test('fetch.timeoutMs holds while another fetch has the connection', async () => {
    const server = await serve(() => {});
    const fetcher = fetcherWith({ timeoutMs: 200, connectionsPerHost: 1 });
    const fetches = [1, 2].map(() => fetcher.fetch(requestOf(server.url), new AbortController().signal));
    expect(await Promise.all(fetches)).toMatchObject([{ code: 'timeout' }, { code: 'timeout' }]);
  });

  test('fetch.connectTimeoutMs ends a connection that does not come about', async () => {
    const fetcher = fetcherWith({ connectTimeoutMs: 100 }, { resolveHost: () => new Promise(() => {}) });
    const outcome = await fetcher.fetch(requestOf('http://feeds.example/'), new AbortController().signal);
    expect(outcome).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('fetch.connectTimeoutMs'),
    });
  });

  test('fetch.headersTimeoutMs ends the wait for headers', async () => {
    const server = await serve(() => {});
    expect(await fetchOnce(server.url, {}, { headersTimeoutMs: 100 })).toMatchObject({
      code: 'timeout',
      status: null,
      message: expect.stringContaining('fetch.headersTimeoutMs'),
    });
  });

  test.each([
    ['headers that drip', 'HTTP/1.1 200 OK\r\n', 'x-more: 1\r\n'],
    ['interim answers without end', '', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'],
    ['a chunk whose extension drips', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;', 'x'],
    ['trailers that drip', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n', 'x-more: 1\r\n'],
  ])('%s cannot hold a worker', async (_what, first, drop) => {
    const url = await serveRaw((socket) => {
      socket.write(first);
      const drip = setInterval(() => socket.write(drop), 10);
      socket.once('close', () => clearInterval(drip));
    });
    const outcome = await fetchOnce(url, {}, { timeoutMs: 400, headersTimeoutMs: 5000 });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'timeout' });
  });

  test('fetch.maxHeaderBytes bounds trailers, too', async () => {
    const url = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n');
      for (let count = 0; count < 1000; count++) socket.write(`x-${count}: ${'x'.repeat(100)}\r\n`);
    });
    expect(await fetchOnce(url)).toMatchObject({ kind: 'failed', code: 'too-large' });
  });

  test('fetch.maxHeaderBytes bounds the headers', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'x-much': 'x'.repeat(9_000) }).end();
    });
    expect(await fetchOnce(server.url)).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('fetch.maxHeaderBytes'),
    });
  });

  test('an error page without end costs its connection, not our time', async () => {
    const cuts: Promise<boolean>[] = [];
    const server = await serve((_request, response) => {
      cuts.push(cut(response));
      Readable.from(endlessZeros()).pipe(response.writeHead(404));
    });
    expect(await fetchOnce(server.url)).toMatchObject({ code: 'http-status', status: 404 });
    expect(await Promise.all(cuts)).toEqual([true]);
  });
});

describe('the caller’s signal', () => {
  test('ends a fetch that waits', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort('shutdown'));
    expect(await fetcherWith().fetch(requestOf(server.url), controller.signal)).toMatchObject({
      kind: 'failed',
      code: 'aborted',
    });
  });

  test('ends a fetch in the middle of the body', async () => {
    const controller = new AbortController();
    const server = await serve((_request, response) => {
      response.write('<rss>');
      setTimeout(() => controller.abort(), 50);
    });
    expect(await fetcherWith().fetch(requestOf(server.url), controller.signal)).toMatchObject({
      code: 'aborted',
      status: 200,
    });
  });

  test('lets a fetch not even begin', async () => {
    const asked: string[] = [];
    const resolveHost = (hostname: string) => {
      asked.push(hostname);
      return Promise.resolve([]);
    };
    const fetcher = fetcherWith({}, { resolveHost });
    const outcome = await fetcher.fetch(requestOf('http://feeds.example/'), AbortSignal.abort());
    expect(outcome).toMatchObject({ code: 'aborted' });
    expect(asked).toEqual([]);
  });

  test('collects no listeners', async () => {
    const { signal } = new AbortController();
    const server = await serve((_request, response) => response.end());
    const fetcher = fetcherWith();
    await fetcher.fetch(requestOf(server.url), signal);
    await fetcher.fetch(requestOf(server.url), signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('a closed fetcher answers aborted', async () => {
    const server = await serve((_request, response) => response.end());
    const fetcher = fetcherWith();
    await fetcher.close();
    expect(await fetcher.fetch(requestOf(server.url), new AbortController().signal)).toMatchObject({
      code: 'aborted',
    });
  });
});
