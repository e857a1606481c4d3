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
  rotateKey,
} from '../../src/store/api-keys.ts';
import { stores, type TestStore } from '../support/store.ts';

const now = new Date('2026-03-01T00:00:00.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

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
      expect(await findKey(store.pool, hashKey(secret), now)).toEqual(key);
      expect(await findKey(store.pool, hashKey(`${secret}x`), now)).toBeNull();
      await revokeKey(store.pool, key.id, now);
      expect(await findKey(store.pool, hashKey(secret), now)).toBeNull();
      expect(await revokeKey(store.pool, key.id, later(9))).toBe(false);
      const listed = (await listKeys(store.pool)).find(({ id }) => id === key.id);
      expect(listed?.revokedAt).toBe(now.toISOString());
    });

    test('end by themselves when they expire, and are keys all the same', async () => {
      const wanted = { name: 'guest', scopes: ['read' as const], expiresAt: later(60) };
      const { secret } = await createKey(store.pool, wanted, randomBytes(keyBytes), now);
      expect(await findKey(store.pool, hashKey(secret), later(59))).not.toBeNull();
      expect(await findKey(store.pool, hashKey(secret), later(60))).toBeNull();
      const others = (await listKeys(store.pool)).filter(({ name: other }) => other !== 'guest');
      for (const { id } of others) await revokeKey(store.pool, id, now);
      expect(await hasKeys(store.pool)).toBe(true);
    });

    describe('are replaced', () => {
      const rotate = (id: string, at: Date, endsAt: Date) =>
        rotateKey(store.pool, id, randomBytes(keyBytes), { now: at, endsAt });

      test('by one of the same kind; both hold until the overlap is over', async () => {
        const wanted = { name: 'feed reader', scopes: ['read' as const], ratePerMinute: 30 };
        const old = await createKey(store.pool, wanted, randomBytes(keyBytes), now);
        const made = await rotate(old.key.id, later(10), later(70));
        expect(made?.key).toMatchObject({ ...wanted, replaces: old.key.id, expiresAt: null });
        const both = [hashKey(old.secret), hashKey(made?.secret ?? '')];
        const inForce = async (at: Date) =>
          Promise.all(both.map(async (hash) => (await findKey(store.pool, hash, at)) !== null));
        expect(await inForce(later(69))).toEqual([true, true]);
        expect(await inForce(later(70))).toEqual([false, true]);
      });

      test('by one that lives as long, and end no later than they would have', async () => {
        const wanted = { name: 'trial', scopes: ['read' as const], expiresAt: later(100) };
        const old = await createKey(store.pool, wanted, randomBytes(keyBytes), now);
        const made = await rotate(old.key.id, later(90), later(500));
        expect(made?.key.expiresAt).toBe(later(190).toISOString());
        const listed = (await listKeys(store.pool)).find(({ id }) => id === old.key.id);
        expect(listed?.expiresAt).toBe(later(100).toISOString());
      });

      test('once, also by two at the same time, and only while they are in force', async () => {
        const { key } = await create('contested');
        const made = await Promise.all([rotate(key.id, now, later(9)), rotate(key.id, now, later(5))]);
        expect(made.filter((one) => one === null)).toHaveLength(1);
        expect(await rotate(key.id, now, later(1))).toBeNull();
        const { key: revoked } = await create('revoked');
        await revokeKey(store.pool, revoked.id, now);
        expect(await rotate(revoked.id, now, later(9))).toBeNull();
      });
    });

    test('note their use at most once a minute', async () => {
      const { secret } = await create('used');
      const use = async (at: Date) => {
        const key = await findKey(store.pool, hashKey(secret), now);
        if (key) await markKeyUsed(store.pool, key, at);
        return (await findKey(store.pool, hashKey(secret), now))?.lastUsedAt;
      };
      expect(await use(later(0))).toBe(later(0).toISOString());
      expect(await use(later(59))).toBe(later(0).toISOString());
      expect(await use(later(60))).toBe(later(60).toISOString());
    });
  });
}
