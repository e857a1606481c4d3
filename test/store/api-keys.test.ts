import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createKey,
  findKey,
  hashKey,
  hasKeys,
  keyBytes,
  listKeys,
  markKeyUsed,
  revokeKey,
} from '../../src/store/api-keys.ts';
import { stores, type TestStore } from '../support/store.ts';

const now = new Date('2026-03-01T00:00:00.000Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`API keys on the ${name}`, () => {
    let store: TestStore;

    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store?.close());

    const create = (keyName: string) =>
      createKey(store.pool, { name: keyName, scopes: ['read'] }, randomBytes(keyBytes), now);

    test('are none in a new store, and none again once the last is revoked', async () => {
      expect(await hasKeys(store.pool)).toBe(false);
      const { key } = await create('only');
      expect(await hasKeys(store.pool)).toBe(true);
      expect(await revokeKey(store.pool, key.id, now)).toBe(true);
      expect(await hasKeys(store.pool)).toBe(false);
    });

    test('are wd_ and 256 random bits in base64url', async () => {
      const random = Buffer.alloc(keyBytes, 0xfb);
      const { secret, key } = await createKey(
        store.pool,
        { name: 'fixed', scopes: ['read', 'operate'] },
        random,
        now,
      );
      expect(secret).toBe(`wd_${random.toString('base64url')}`);
      expect(secret).toMatch(/^wd_[\w-]{43}$/);
      expect(key).toMatchObject({
        name: 'fixed',
        scopes: ['read', 'operate'],
        prefix: secret.slice(0, 9),
        createdAt: now.toISOString(),
      });
    });

    test('are refused when they would be made of fewer bits', async () => {
      await expect(createKey(store.pool, { name: 'weak', scopes: [] }, Buffer.alloc(8), now)).rejects.toThrow(
        RangeError,
      );
    });

    test('are stored as a hash alone', async () => {
      const { secret } = await create('hashed');
      const { rows } = await store.pool.query('select api_keys::text as row from api_keys');
      const stored = rows.map(({ row }) => row).join('\n');
      expect(stored).toContain(hashKey(secret).toString('hex'));
      expect(stored).not.toContain(secret.slice(9));
    });

    test('are found by their hash until they are revoked', async () => {
      const { secret, key } = await create('found');
      expect(await findKey(store.pool, hashKey(secret))).toEqual(key);
      expect(await findKey(store.pool, hashKey(`${secret}x`))).toBeNull();
      await revokeKey(store.pool, key.id, now);
      expect(await findKey(store.pool, hashKey(secret))).toBeNull();
      expect(await revokeKey(store.pool, key.id, after(9))).toBe(false);
      const listed = (await listKeys(store.pool)).find(({ id }) => id === key.id);
      expect(listed?.revokedAt).toBe(now.toISOString());
    });

    test('note their use at most once a minute', async () => {
      const { secret } = await create('used');
      const use = async (at: Date) => {
        const key = await findKey(store.pool, hashKey(secret));
        if (key) await markKeyUsed(store.pool, key, at);
        return (await findKey(store.pool, hashKey(secret)))?.lastUsedAt;
      };
      expect(await use(after(0))).toBe(after(0).toISOString());
      expect(await use(after(59))).toBe(after(0).toISOString());
      expect(await use(after(60))).toBe(after(60).toISOString());
    });
  });
}
