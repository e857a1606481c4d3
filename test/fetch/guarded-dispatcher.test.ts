import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ResolveHost } from '../../src/fetch/guarded-dispatcher.ts';
import { fetcherWith, fetchOnce, requestOf, serve } from './loopback.ts';

const signal = new AbortController().signal;

function resolvesTo(...addresses: string[]): ResolveHost {
  return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

describe('the guard at connect time', () => {
  test.each([
    'localhost',
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '017700000001',
    '0177.0.0.1',
    '①②⑦.0.0.1',
    '0',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
  ])('refuses http://%s/ by default', async (host) => {
    const server = await serve((_request, response) => response.end());
    const outcome = await fetchOnce(`http://${host}:${server.port}/`, {}, { allowHosts: [] });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'address-refused' });
    expect(server.requests).toEqual([]);
  });

  test.each(['localhost.', 'LOCALHOST', 'feeds.localhost', 'feeds.example', 'feeds.example.'])(
    'refuses %s, which resolves to loopback',
    async (host) => {
      const fetcher = fetcherWith({ allowHosts: [] }, { resolveHost: resolvesTo('127.0.0.1', '::1') });
      const outcome = await fetcher.fetch(requestOf(`http://${host}/`), signal);
      expect(outcome).toMatchObject({ kind: 'failed', code: 'address-refused' });
    },
  );

  test.each([['127.0.0.1'], ['127.0.0.0/8'], ['feeds.example'], ['Feeds.EXAMPLE.']])(
    'reaches a private address of a name that %s allows',
    async (entry) => {
      const server = await serve((_request, response) => response.end());
      const fetcher = fetcherWith({ allowHosts: [entry] }, { resolveHost: resolvesTo('127.0.0.1') });
      const outcome = await fetcher.fetch(requestOf(`http://feeds.example:${server.port}/`), signal);
      expect(outcome).toMatchObject({ kind: 'fetched' });
    },
  );

  test.each([
    'http://8.8.8.8:25/',
    'https://8.8.8.8:22/',
    'http://[2606:4700:4700::1111]:6379/',
    'http://feeds.example:9200/',
  ])('refuses %s for its port', async (url) => {
    const fetcher = fetcherWith({}, { resolveHost: resolvesTo('8.8.8.8') });
    expect(await fetcher.fetch(requestOf(url), signal)).toMatchObject({
      kind: 'failed',
      code: 'port-refused',
      message: expect.stringContaining('fetch.ports'),
    });
  });

  test('refuses a redirect to another port', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://feeds.example:11211/' }).end(),
    );
    const fetcher = fetcherWith({}, { resolveHost: resolvesTo('8.8.8.8') });
    expect(await fetcher.fetch(requestOf(server.url), signal)).toMatchObject({ code: 'port-refused' });
  });

  test('reaches an allowed address at the port that it is allowed for, and at no other', async () => {
    const server = await serve((_request, response) => response.end());
    const other = await serve((_request, response) => response.end());
    const fetcher = fetcherWith({ allowHosts: [`127.0.0.1:${server.port}`] });
    expect(await fetcher.fetch(requestOf(server.url), signal)).toMatchObject({ kind: 'fetched' });
    expect(await fetcher.fetch(requestOf(other.url), signal)).toMatchObject({ code: 'address-refused' });
    expect(other.requests).toEqual([]);
  });

  test.each([
    'http://feeds.example@127.0.0.1/',
    'http://feeds.example:80@127.0.0.1/',
    'http://127.0.0.1#@feeds.example/',
    'http://127.0.0.1\\@feeds.example/',
    'http://%31%32%37.0.0.1/',
    'http://127。0。0。1/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://100.64.0.1/',
    'http://224.0.0.1/',
    'http://0251.0376.0251.0376/',
  ])('refuses %s, however it is written', async (url) => {
    const fetcher = fetcherWith({ allowHosts: [] }, { resolveHost: resolvesTo('127.0.0.1') });
    expect(await fetcher.fetch(requestOf(url), signal)).toMatchObject({ code: 'address-refused' });
  });

  test('heeds no proxy of the environment, which would look names up behind its back', async () => {
    const server = await serve((_request, response) => response.end());
    const proxy = await serve((_request, response) => response.end());
    for (const name of ['http_proxy', 'HTTP_PROXY', 'ALL_PROXY']) vi.stubEnv(name, proxy.url);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await fetchOnce(server.url)).toMatchObject({ kind: 'fetched' });
    expect([server.requests.length, proxy.requests.length]).toEqual([1, 0]);
  });

  test('reaches localhost where the name is allowed', async () => {
    const server = await serve((_request, response) => response.end());
    const outcome = await fetchOnce(`http://localhost:${server.port}/`, {}, { allowHosts: ['localhost'] });
    expect(outcome).toMatchObject({ kind: 'fetched' });
  });

  test('refuses a name with private addresses only, and says which', async () => {
    const fetcher = fetcherWith({}, { resolveHost: resolvesTo('10.0.0.1', 'fd00::1') });
    expect(await fetcher.fetch(requestOf('http://feeds.example/'), signal)).toMatchObject({
      code: 'address-refused',
      message: expect.stringContaining('feeds.example (10.0.0.1, fd00::1) is not a public address'),
    });
  });

  test('uses only the good addresses of a name that has bad ones, too', async () => {
    const server = await serve((_request, response) => response.end());
    const fetcher = fetcherWith({}, { resolveHost: resolvesTo('127.0.0.2', '::1', '127.0.0.1', '10.0.0.1') });
    const outcome = await fetcher.fetch(requestOf(`http://feeds.example:${server.port}/`), signal);
    expect(outcome).toMatchObject({ kind: 'fetched' });
  });

  test('checks the address again at every connection, so a rebound name is refused', async () => {
    const answers = ['127.0.0.1', '127.0.0.2'];
    const server = await serve((_request, response) =>
      response.writeHead(200, { connection: 'close' }).end(),
    );
    const fetcher = fetcherWith({}, { resolveHost: () => resolvesTo(answers.shift() ?? '')('') });
    const request = requestOf(`http://feeds.example:${server.port}/`);
    expect(await fetcher.fetch(request, signal)).toMatchObject({ kind: 'fetched' });
    expect(await fetcher.fetch(request, signal)).toMatchObject({ code: 'address-refused' });
    expect(server.requests).toHaveLength(1);
  });
});
