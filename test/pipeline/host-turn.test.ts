import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RateLimited } from '../../src/domain/fetch-outcome.ts';
import type { HostTerms } from '../../src/domain/host-terms.ts';
import { awaitTurn, restHostIfAsked } from '../../src/pipeline/host-turn.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const never = new AbortController().signal;

let store: TestStore;

beforeAll(async () => {
  store = await openEmbeddedStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.pool.query('truncate hosts, feeds, polling cascade');
  const urls = ['https://courier.example/world', 'https://courier.example/sport'];
  await addFeeds(
    store.pool,
    urls.map((url) => feedDefinition({ key: url, url })),
    start,
  );
});

function rateLimited(status: 429 | 503, retryAfterSeconds: number | null): RateLimited {
  const hints = { maxAgeSeconds: null, retryAfterSeconds };
  return { kind: 'rate-limited', status, url: 'https://courier.example/world', hints };
}

/** How many feeds can be claimed so many seconds after the start. */
async function claimable(seconds: number): Promise<number> {
  return (await claimDueFeeds(store.pool, later(seconds), claimLimits)).length;
}

test.each([429, 503] as const)(
  "a %d with Retry-After keeps the host's other feeds waiting",
  async (status) => {
    await restHostIfAsked(store.pool, rateLimited(status, 120), [], start);
    expect(await claimable(118)).toBe(0);
    expect(await claimable(120)).toBe(2);
  },
);

test('a wild Retry-After of one feed holds the others for an hour and no longer', async () => {
  await restHostIfAsked(store.pool, rateLimited(429, 2 ** 31), [], start);
  expect(await claimable(3598)).toBe(0);
  expect(await claimable(3600)).toBe(2);
});

test('a refusal without Retry-After, and any other answer, is nothing to the other feeds', async () => {
  await restHostIfAsked(store.pool, rateLimited(429, null), [], start);
  await restHostIfAsked(
    store.pool,
    { kind: 'gone', status: 410, url: 'https://courier.example/world' },
    [],
    start,
  );
  expect(await claimable(0)).toBe(2);
});

test('the Retry-After of one feed is nothing to the others of a host that the operator calls shared', async () => {
  const shared: HostTerms = { host: 'courier.example', spacingMs: null, perHost: null, isShared: true };
  await restHostIfAsked(store.pool, rateLimited(429, 120), [shared], start);
  expect(await claimable(0)).toBe(2);
});

test('a fetch waits until the time it was given, and not at all for one gone by', async () => {
  const order: string[] = [];
  await Promise.all([
    awaitTurn(later(0.1), start, never).then(() => order.push('its turn')),
    awaitTurn(later(0.01), start, never).then(() => order.push('an earlier turn')),
    awaitTurn(later(-5), start, never).then(() => order.push('a turn gone by')),
  ]);
  expect(order).toEqual(['a turn gone by', 'an earlier turn', 'its turn']);
});

test('the wait for a turn ends with the process', async () => {
  await expect(awaitTurn(later(60), start, AbortSignal.timeout(10))).rejects.toThrow();
});
