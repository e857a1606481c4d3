import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FeedServer, startFeedServer } from '../../bench/server/feed-server.ts';

describe('the bench feed server', () => {
  let server: FeedServer;
  beforeAll(async () => {
    server = await startFeedServer({ feeds: 6, items: 2, seed: 1 });
  });
  afterAll(() => server.close());

  const urlOf = (feed: number) => server.feeds[feed]?.url ?? '';
  const control = async (method: string, path: string) =>
    (await fetch(`${server.controlUrl}${path}`, { method })).json();

  test('answers 304 to the ETag it gave and counts it', async () => {
    await control('POST', '/reset');
    const first = await fetch(urlOf(0));
    expect(first.status).toBe(200);
    expect(await first.text()).toContain('<rss');
    const etag = first.headers.get('etag') ?? '';
    const second = await fetch(urlOf(0), { headers: { 'if-none-match': etag } });
    expect(second.status).toBe(304);
    expect(await control('GET', '/stats')).toMatchObject({ requests: 2, notModified: 1 });
  });

  test('adds one new item to every feed, in the place of the oldest, under a new ETag', async () => {
    const before = await fetch(urlOf(2));
    const { items: known } = (await before.json()) as { items: { id: string }[] };
    await control('POST', '/publish');
    const after = await fetch(urlOf(2), { headers: { 'if-none-match': before.headers.get('etag') ?? '' } });
    const { items } = (await after.json()) as { items: { id: string }[] };
    expect(items).toHaveLength(2);
    expect(items[1]).toEqual(known[0]);
    expect(known.map(({ id }) => id)).not.toContain(items[0]?.id);
  });

  test('spreads its feeds over hosts, four on each', () => {
    const hosts = server.feeds.map(({ url }) => new URL(url).host);
    expect(new Set(hosts).size).toBe(2);
    expect(hosts.slice(0, 4).every((host) => host === hosts[0])).toBe(true);
  });

  test('answers 404 for a feed it does not have', async () => {
    expect((await fetch(new URL('/feeds/99', urlOf(0)))).status).toBe(404);
  });
});
