import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/api/app.ts';
import { createKey, keyBytes, listKeys, revokeKey } from '../../src/store/api-keys.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';
import { call, newKey, openApi } from './api-under-test.ts';

let store: TestStore;
let app: App;

beforeAll(async () => {
  store = await openEmbeddedStore();
});
afterEach(async () => {
  await app?.close();
  for (const { id } of await listKeys(store.pool)) await revokeKey(store.pool, id, new Date());
});
afterAll(() => store?.close());

const revoke = async (name: string) => {
  const key = (await listKeys(store.pool)).findLast((candidate) => candidate.name === name);
  await revokeKey(store.pool, key?.id ?? '', new Date());
};
const listen = () => app.listen({ host: '127.0.0.1', port: 0 });
const statusOf = async (secret?: string) => (await call(app, '/v1/articles', secret)).status;

/** Reads a stream to its end. */
async function readStream(base: string, secret?: string): Promise<{ end: Promise<string> }> {
  const headers = secret ? { authorization: `Bearer ${secret}` } : {};
  const answer = await fetch(`${base}/v1/stream`, { headers, signal: AbortSignal.timeout(20_000) });
  expect(answer.status).toBe(200);
  return { end: answer.text() };
}

describe('an API without keys', () => {
  test('wants one as soon as there is one', async () => {
    app = await openApi(store.pool);
    expect(await statusOf()).toBe(200);
    const secret = await newKey(store.pool, ['read']);
    expect(await statusOf()).toBe(401);
    expect(await statusOf(secret)).toBe(200);
  });

  test('goes on wanting one when the last is revoked', async () => {
    app = await openApi(store.pool);
    await newKey(store.pool, ['read'], 'last');
    expect(await statusOf()).toBe(401);
    await revoke('last');
    expect(await statusOf()).toBe(401);
  });

  test('ends the streams that nobody needed a key for once there is one', async () => {
    app = await openApi(store.pool);
    const { end } = await readStream(await listen());
    await newKey(store.pool, ['read']);
    expect(await end).toContain('retry:');
  });
});

describe('an API with keys', () => {
  test('goes on wanting one when the last is revoked', async () => {
    app = await openApi(store.pool, { settings: { requireKey: true } });
    await newKey(store.pool, ['read'], 'last');
    await revoke('last');
    expect(await statusOf()).toBe(401);
  });

  test('ends the streams of a key that is revoked, and no others', async () => {
    app = await openApi(store.pool, { settings: { requireKey: true } });
    const stays = await newKey(store.pool, ['read'], 'stays');
    const leaves = await newKey(store.pool, ['read'], 'leaves');
    const base = await listen();
    const staying = await readStream(base, stays);
    const leaving = await readStream(base, leaves);
    let others = 'open';
    void staying.end.then(() => {
      others = 'ended';
    });
    await revoke('leaves');
    expect(await leaving.end).toContain('retry:');
    expect(others).toBe('open');
    await revoke('stays');
    expect(await staying.end).toContain('retry:');
  });
});

describe('a key with a rate of its own', () => {
  test('is told how much is left, and refused when nothing is; others are not', async () => {
    app = await openApi(store.pool, { settings: { requireKey: true } });
    const limits = { name: 'slow', scopes: ['read' as const], ratePerMinute: 2 };
    const { secret } = await createKey(store.pool, limits, randomBytes(keyBytes), new Date());
    const other = await newKey(store.pool, ['read']);
    const answers = [];
    for (let request = 0; request < 3; request += 1) answers.push(await call(app, '/v1/articles', secret));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers.map(({ headers }) => Number(headers['ratelimit-remaining']))).toEqual([1, 0, 0]);
    const refused = answers[2];
    expect(refused?.body.code).toBe('rate-limited');
    expect(refused?.headers['ratelimit-limit']).toBe('2');
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(await statusOf(other)).toBe(200);
  });

  test('stays under the limit by address', async () => {
    app = await openApi(store.pool, { settings: { requireKey: true, rateLimitPerMinute: 1 } });
    const limits = { name: 'fast', scopes: ['read' as const], ratePerMinute: 100 };
    const { secret } = await createKey(store.pool, limits, randomBytes(keyBytes), new Date());
    expect([await statusOf(secret), await statusOf(secret)]).toEqual([200, 429]);
  });
});
