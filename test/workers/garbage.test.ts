import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHttpServer } from '../support/http-server.ts';
import { makeProgramFolder, type ProgramFolder } from '../support/program.ts';
import { type Running, runProcess } from '../support/run-process.ts';

const mebibyte = 1_048_576;
const rss = (title: string, items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title>${items}</channel></rss>`;
const item = (n: number, title: string) =>
  `<item><guid>${title}-${n}</guid><title>${title} ${n}</title><description>Text of ${title} ${n}.</description></item>`;

interface Served {
  body: Buffer | string;
  headers?: Record<string, string>;
  status?: number;
  /** What the feed's last fetch must say. */
  says: { outcome: string; code: string | null; message: RegExp | null };
  articles?: string[];
}

const served: Record<string, Served> = {
  good: {
    body: rss('Good', item(1, 'Good') + item(2, 'Good')),
    says: { outcome: 'fetched', code: null, message: null },
    articles: ['Good 1', 'Good 2'],
  },
  empty: { body: '', says: { outcome: 'unreadable', code: 'empty', message: /empty/i } },
  page: {
    body: '<!doctype html><html><head><title>Home</title></head><body><h1>News</h1></body></html>',
    headers: { 'content-type': 'text/html' },
    says: { outcome: 'unreadable', code: 'html-page', message: /HTML/ },
  },
  binary: {
    body: Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 7919) % 256)),
    says: { outcome: 'unreadable', code: 'not-a-feed', message: /./ },
  },
  huge: {
    body: Buffer.alloc(50 * mebibyte, 'x'),
    says: { outcome: 'failed', code: 'too-large', message: /fetch\.maxBodyBytes/ },
  },
  bomb: {
    body: gzipSync(Buffer.alloc(200 * mebibyte)),
    headers: { 'content-encoding': 'gzip' },
    says: { outcome: 'failed', code: 'too-large', message: /fetch\.maxBodyBytes/ },
  },
  'half-gzip': {
    body: gzipSync(rss('Half', item(1, 'Half').repeat(50))).subarray(0, 60),
    headers: { 'content-encoding': 'gzip' },
    says: { outcome: 'failed', code: 'bad-encoding', message: /./ },
  },
  mislabelled: {
    body: Buffer.from(rss('Žitný', item(1, 'Žitný trh')), 'utf8'),
    headers: { 'content-type': 'application/rss+xml; charset=us-ascii' },
    says: { outcome: 'fetched', code: null, message: null },
    articles: ['Žitný trh 1'],
  },
  missing: {
    body: 'not here',
    status: 404,
    says: { outcome: 'failed', code: 'http-status', message: /404/ },
  },
};

describe('garbage in feeds', () => {
  let server: Awaited<ReturnType<typeof startHttpServer>>;
  let folder: ProgramFolder;
  let program: Running;
  let url = '';

  beforeAll(async () => {
    server = await startHttpServer((request, response) => {
      const { body, headers, status = 200 } = served[(request.url ?? '').slice(1)] as Served;
      response.writeHead(status, headers).end(body);
    });
    const urls = Object.keys(served).map((name) => `${server.url}/${name}`);
    folder = makeProgramFolder(urls, { WIREDESK_LOG_LEVEL: 'info' }, '1h');
    program = runProcess('all.ts', [], folder.env);
    url = (await program.line('API listening')).url ?? '';
  });
  afterAll(async () => {
    await program.stop();
    await server.close();
    folder.remove();
  });

  async function read<T>(path: string): Promise<T> {
    return (await fetch(`${url}${path}`)).json() as Promise<T>;
  }

  async function lastFetch(name: string) {
    const { feeds } = await read<{ feeds: { id: string; url: string }[] }>('/v1/feeds?limit=100');
    const feed = feeds.find((candidate) => candidate.url.endsWith(`/${name}`));
    const page = await read<{ fetches: { outcome: string; code: string | null; message: string | null }[] }>(
      `/v1/feeds/${feed?.id}/fetches`,
    );
    return page.fetches[0];
  }

  test.each(Object.entries(served))('%s: each fetch says what was wrong', async (name, { says }) => {
    await expect.poll(() => lastFetch(name), { timeout: 30_000, interval: 200 }).toBeDefined();
    const last = await lastFetch(name);
    expect(last).toMatchObject({ outcome: says.outcome, code: says.code });
    if (says.message) expect(last?.message).toMatch(says.message);
    else expect(last?.message).toBeNull();
  });

  test('stops none of the other feeds', async () => {
    const titles = Object.values(served).flatMap(({ articles = [] }) => articles);
    const stored = async () => {
      const { articles } = await read<{ articles: { title: string }[] }>('/v1/articles?limit=100');
      return articles.map((article) => article.title).sort();
    };
    await expect.poll(stored, { timeout: 20_000 }).toEqual(titles.sort());
  });
});
