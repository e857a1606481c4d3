import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HostTerms } from '../../src/domain/host-terms.ts';
import { addFeeds, changeFeed, removeFeed } from '../../src/store/change-feeds.ts';
import { type ClaimLimits, claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { findFeed } from '../../src/store/feeds.ts';
import { settleFetch } from '../../src/store/fetches.ts';
import { freeStrandedFeeds, restHost } from '../../src/store/hosts.ts';
import { type Claim, findClaimedFeed } from '../../src/store/polling.ts';
import { requestFetch } from '../../src/store/request-fetch.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { settledFetch } from '../support/fetches.ts';
import { stores, type TestStore } from '../support/store.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const spaced = { ...claimLimits, spacingMs: 1000 };

describe.each(stores)('claiming on the $name', ({ isAvailable, open }) => {
  let store: TestStore;

  beforeAll(async () => {
    if (isAvailable) store = await open();
  });
  afterAll(() => store?.close());
  beforeEach(async () => {
    if (isAvailable) await store.pool.query('truncate hosts, feeds, polling, fetches cascade');
  });

  async function addFeedsOn(host: string, count: number, at = start): Promise<void> {
    const definitions = Array.from({ length: count }, (_, n) =>
      feedDefinition({ key: `${host}/${n}`, url: `https://${host}/${n}.xml`, outlet: null }),
    );
    await addFeeds(store.pool, definitions, at);
  }

  /** Claims at `seconds` after the start and tells when each feed may start, in seconds after the start. */
  async function startsOfClaims(seconds: number, limits: ClaimLimits = spaced) {
    const claims = await claimDueFeeds(store.pool, later(seconds), limits);
    const feeds = await Promise.all(claims.map((claim) => findClaimedFeed(store.pool, claim)));
    return feeds
      .map((feed) => ({
        key: feed?.key ?? '',
        startsIn: ((feed?.startsAt.getTime() ?? 0) - start.getTime()) / 1000,
      }))
      .sort((one, other) => one.startsIn - other.startsIn);
  }

  /** Settles every open claim, so that its feed is due again in an hour. */
  async function settleAll(seconds: number, host: string): Promise<void> {
    const { rows } = await store.pool.query<Claim>(
      'select feed_id as "feedId", claim from polling where claimed_until is not null',
    );
    const settled = settledFetch({ startedAt: later(seconds), dueAt: later(seconds + 3600), host });
    for (const claim of rows) await settleFetch(store.pool, claim, settled);
  }

  const it = test.skipIf(!isAvailable);

  it('starts the requests to one host as far apart as asked, over ticks too', async () => {
    await addFeedsOn('one.example', 5);
    const starts: number[] = [];
    for (let seconds = 0; seconds < 8; seconds += 0.5) {
      starts.push(
        ...(await startsOfClaims(seconds, { ...spaced, spacingMs: 1500 })).map((one) => one.startsIn),
      );
    }
    expect(starts).toEqual([0, 1.5, 3, 4.5, 6]);
  });

  it('keeps requests to one host apart however many schedulers ask at once', async () => {
    await addFeedsOn('one.example', 5);
    await addFeedsOn('two.example', 5);
    const starts: number[] = [];
    for (let seconds = 0; seconds < 6; seconds += 1) {
      const claims = await Promise.all([0, 0.01, 0.02].map((late) => startsOfClaims(seconds + late)));
      starts.push(
        ...claims
          .flat()
          .filter(({ key }) => key.startsWith('one'))
          .map(({ startsIn }) => startsIn),
      );
    }
    expect(starts).toHaveLength(5);
    const ordered = starts.toSorted((one, other) => one - other);
    for (const [place, startsIn] of ordered.slice(1).entries()) {
      expect(Math.round(1000 * (startsIn - (ordered[place] ?? 0)))).toBeGreaterThanOrEqual(1000);
    }
  });

  it('never makes a feed wait for another host', async () => {
    await addFeedsOn('crowd.example', 50);
    await addFeedsOn('alone.example', 1, later(-1));
    const small = { ...spaced, limit: 10 };
    await startsOfClaims(0, small);
    await addFeedsOn('late.example', 1, later(3));
    expect((await startsOfClaims(3, small)).map(({ key }) => key)).toContain('late.example/0');
  });

  it('gives feeds that wait for their host their turn by the time they have been due', async () => {
    await addFeedsOn('one.example', 2, start);
    await startsOfClaims(0);
    await addFeedsOn('one.example', 4, later(0.5));
    await startsOfClaims(0.6);
    const { id = '' } = (await findFeed(store.pool, 'one.example/3')) ?? {};
    await requestFetch(store.pool, id, later(-10));
    const order: string[] = [];
    for (let seconds = 1; seconds < 6; seconds += 1) {
      order.push(...(await startsOfClaims(seconds)).map(({ key }) => key));
    }
    expect(order).toEqual(['one.example/3', 'one.example/1', 'one.example/2']);
  });

  it('shortens the spacing of a host whose feeds would not all have their turn in a round', async () => {
    await addFeedsOn('crowd.example', 8);
    const starts = await startsOfClaims(0, { ...spaced, roundSeconds: 2 });
    expect(starts.map(({ startsIn }) => startsIn)).toEqual([0, 0.25, 0.5, 0.75]);
    expect(await startsOfClaims(1, { ...spaced, roundSeconds: 2 })).toHaveLength(4);
  });

  it('asks a host as the operator says, whatever holds for the others', async () => {
    await addFeedsOn('own.example', 4);
    await addFeedsOn('other.example', 4);
    const terms: HostTerms = { host: 'own.example', spacingMs: 100, perHost: 3, isShared: false };
    const starts = await startsOfClaims(0, { ...spaced, hosts: [terms] });
    expect(starts.map(({ key, startsIn }) => [key.slice(0, 3), startsIn])).toEqual(
      expect.arrayContaining([
        ['own', 0],
        ['own', 0.1],
        ['own', 0.2],
        ['oth', 0],
      ]),
    );
    expect(starts).toHaveLength(4);
  });

  it('holds to the feeds of one host in hand, until one of them is settled', async () => {
    await addFeedsOn('one.example', 5);
    await addFeedsOn('two.example', 5);
    const two = { ...claimLimits, perHost: 2 };
    expect(await claimDueFeeds(store.pool, start, two)).toHaveLength(4);
    expect(await claimDueFeeds(store.pool, later(2), two)).toHaveLength(0);
    await settleAll(3, 'one.example');
    expect(await claimDueFeeds(store.pool, later(5), two)).toHaveLength(4);
  });

  it('holds to all feeds in hand', async () => {
    await addFeedsOn('one.example', 5);
    await addFeedsOn('two.example', 5);
    expect(await claimDueFeeds(store.pool, start, { ...claimLimits, maxInFlight: 7 })).toHaveLength(7);
    expect(await claimDueFeeds(store.pool, later(9), { ...claimLimits, maxInFlight: 7 })).toHaveLength(0);
  });

  it('lets a host rest that asked for it, and then has its feeds again', async () => {
    await addFeedsOn('one.example', 2);
    await addFeedsOn('two.example', 1);
    expect(await restHost(store.pool, 'one.example', later(60))).toBe(true);
    expect(await restHost(store.pool, 'one.example', later(30))).toBe(true);
    expect((await startsOfClaims(0)).map(({ key }) => key)).toEqual(['two.example/0']);
    expect(await startsOfClaims(58)).toEqual([]);
    expect(await startsOfClaims(59.95)).toEqual([{ key: 'one.example/0', startsIn: 60 }]);
    expect(await startsOfClaims(61)).toEqual([{ key: 'one.example/1', startsIn: 61 }]);
  });

  it('lets no host rest that serves several publishers, by outlet or by the sites of its feeds', async () => {
    const on = (host: string, n: number, outlet: string | null) =>
      feedDefinition({ key: `${host}/${n}`, url: `https://${host}/${n}`, outlet });
    await addFeeds(
      store.pool,
      [
        on('named.example', 1, 'Courier'),
        on('named.example', 2, 'Herald'),
        on('proxy.example', 1, null),
        on('proxy.example', 2, null),
      ],
      start,
    );
    expect(await restHost(store.pool, 'named.example', later(60))).toBe(false);
    await store.pool.query(
      "update feeds set site_url = 'https://' || id || '.example/' where host = 'proxy.example'",
    );
    expect(await restHost(store.pool, 'proxy.example', later(60))).toBe(false);
    expect(await startsOfClaims(0)).toHaveLength(2);
  });

  it('loses no feed that is paused, removed or changed while it waits for its host', async () => {
    await addFeedsOn('one.example', 4);
    await startsOfClaims(0);
    const idOf = async (key: string) => (await findFeed(store.pool, key))?.id ?? '';
    const removed = await idOf('one.example/1');
    const paused = await idOf('one.example/2');
    const definition = { key: 'one.example/2', url: 'https://one.example/2.xml' };
    await removeFeed(store.pool, removed, later(1));
    await changeFeed(store.pool, paused, feedDefinition({ ...definition, paused: true }), later(1));
    const moved = feedDefinition({ key: 'one.example/3', url: 'https://two.example/3.xml' });
    await changeFeed(store.pool, await idOf('one.example/3'), moved, later(1));
    expect((await startsOfClaims(2)).map(({ key }) => key)).toEqual(
      expect.arrayContaining(['one.example/3']),
    );
    expect(await startsOfClaims(4)).toEqual([]);
    await changeFeed(store.pool, paused, feedDefinition({ ...definition, paused: false }), later(5));
    expect((await startsOfClaims(6)).map(({ key }) => key)).toEqual(['one.example/2']);
  });

  it('leaves a feed that is being changed for the next time, and waits for nobody', async () => {
    await addFeedsOn('one.example', 2);
    await addFeedsOn('two.example', 1);
    const other = await store.pool.connect();
    try {
      await other.query('begin');
      await other.query("select from polling where host = 'one.example' for update");
      if (store.folder === null) expect(await claimDueFeeds(store.pool, start, spaced)).toHaveLength(1);
    } finally {
      await other.query('commit');
      other.release();
    }
    const claimed: Claim[] = [];
    for (const seconds of [5, 10]) claimed.push(...(await claimDueFeeds(store.pool, later(seconds), spaced)));
    expect(claimed).toHaveLength(store.folder === null ? 2 : 3);
  });

  it('finds feeds again that nobody would poll', async () => {
    await addFeedsOn('one.example', 2);
    await addFeedsOn('two.example', 1);
    await store.pool.query(
      "update polling set is_waiting = host = 'one.example', is_off = host = 'two.example'",
    );
    expect(await claimDueFeeds(store.pool, start, claimLimits)).toEqual([]);
    expect(await freeStrandedFeeds(store.pool)).toBe(3);
    expect(await freeStrandedFeeds(store.pool)).toBe(0);
    expect(await claimDueFeeds(store.pool, start, claimLimits)).toHaveLength(3);
  });

  it('lets feeds wait that are known to, and those be off that are', async () => {
    await addFeedsOn('one.example', 3);
    const paused = feedDefinition({ key: 'paused', url: 'https://two.example/', paused: true });
    await addFeeds(store.pool, [paused], start);
    await startsOfClaims(0);
    expect(await freeStrandedFeeds(store.pool)).toBe(0);
  });

  it('follows a feed to the host that it is asked at', async () => {
    await addFeedsOn('old.example', 1);
    await startsOfClaims(0);
    await settleAll(1, 'new.example');
    await restHost(store.pool, 'new.example', later(4000));
    expect(await startsOfClaims(3700)).toEqual([]);
    expect(await startsOfClaims(4001)).toHaveLength(1);
  });
});
