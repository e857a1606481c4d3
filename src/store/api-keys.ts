import { createHash } from 'node:crypto';
import { type Db, inTransaction, type Pool } from './db.ts';

/** What a key lets its holder do; `admin` includes `operate`, which includes `read`. */
export type ApiScope = 'read' | 'operate' | 'admin';

/** An API key without its secret. Times are ISO 8601 UTC; `prefix` is how the key begins, to tell keys apart. */
export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: ApiScope[];
  /** Requests in a minute; null where only the limit by address holds. */
  ratePerMinute: number | null;
  /** The id of the key that it replaces. */
  replaces: string | null;
  createdAt: string;
  /** When it ends by itself. */
  expiresAt: string | null;
  /** Right to the minute. */
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** What a new key is for, and how far it goes. */
export interface NewKey {
  name: string;
  scopes: ApiScope[];
  ratePerMinute?: number | null;
  expiresAt?: Date | null;
}

/** How many random bytes a key is made of. */
export const keyBytes = 32;

const prefixLength = 9;
const usedEveryMs = 60_000;

/**
 * Makes a key of `random` (keyBytes bytes) and stores its hash. `secret` is returned this once and can never be shown
 * again. @throws RangeError when `random` has another length.
 */
export async function createKey(
  pool: Pool,
  { name, scopes, ratePerMinute = null, expiresAt = null }: NewKey,
  random: Buffer,
  now: Date,
): Promise<{ secret: string; key: ApiKey }> {
  const { secret, prefix, hash } = makeSecret(random);
  const { rows } = await inTransaction(pool, (db) =>
    db.query<ApiKeyRow>(
      `insert into api_keys (name, prefix, hash, scopes, rate_per_minute, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
      [name, prefix, hash, scopes, ratePerMinute, now, expiresAt],
    ),
  );
  const [row] = rows;
  if (!row) throw new Error('the store returned no row for a new key');
  return { secret, key: toApiKey(row) };
}

/**
 * Makes a key in the place of another: the same name, scopes, rate and length of life. The other one ends at `endsAt`, or
 * sooner where it would have; null when it is not in force or was replaced already.
 */
export async function rotateKey(
  pool: Pool,
  id: string,
  random: Buffer,
  { now, endsAt }: { now: Date; endsAt: Date },
): Promise<{ secret: string; key: ApiKey } | null> {
  const { secret, prefix, hash } = makeSecret(random);
  return inTransaction(pool, async (db) => {
    const { rows } = await db.query<ApiKeyRow>(
      `insert into api_keys (name, prefix, hash, scopes, rate_per_minute, created_at, expires_at, replaces)
       select name, $2, $3, scopes, rate_per_minute, $4, $4::timestamptz + (expires_at - created_at), id
       from api_keys where id = $1 and ${inForce('$4')}
       on conflict (replaces) do nothing returning ${columns}`,
      [id, prefix, hash, now],
    );
    const [row] = rows;
    if (!row) return null;
    await db.query('update api_keys set expires_at = least(expires_at, $2) where id = $1', [id, endsAt]);
    return { secret, key: toApiKey(row) };
  });
}

function makeSecret(random: Buffer): { secret: string; prefix: string; hash: Buffer } {
  if (random.length !== keyBytes)
    throw new RangeError(`a key is made of ${keyBytes} bytes, not ${random.length}`);
  const secret = `wd_${random.toString('base64url')}`;
  return { secret, prefix: secret.slice(0, prefixLength), hash: hashKey(secret) };
}

/** SHA-256. A slow hash would add nothing: a key is 256 random bits, which nobody can guess from a fast one. */
export function hashKey(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The key with this hash, unless it is revoked or expired. Relies on the unique index on hash. */
export async function findKey(db: Db, hash: Buffer, now: Date): Promise<ApiKey | null> {
  const { rows } = await db.query<ApiKeyRow>(
    `select ${columns} from api_keys where hash = $1 and ${inForce('$2')}`,
    [hash, now],
  );
  return rows[0] ? toApiKey(rows[0]) : null;
}

/** Those of the keys with these ids that are neither revoked nor expired. */
export async function findKeysInForce(db: Db, ids: string[], now: Date): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select id from api_keys where id = any ($1::bigint[]) and ${inForce('$2')}`,
    [ids, now],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Notes that the key was used, at most once a minute: a write for every request would cost more than the request. */
export async function markKeyUsed(db: Db, key: ApiKey, now: Date): Promise<void> {
  if (key.lastUsedAt !== null && now.getTime() - Date.parse(key.lastUsedAt) < usedEveryMs) return;
  await db.query(
    'update api_keys set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)',
    [key.id, now],
  );
}

/** Every key, revoked ones included, oldest first. */
export async function listKeys(db: Db): Promise<ApiKey[]> {
  const { rows } = await db.query<ApiKeyRow>(`select ${columns} from api_keys order by id`);
  return rows.map(toApiKey);
}

/** Revokes a key for good, at once. False when there is no such key or it is revoked already. */
export async function revokeKey(pool: Pool, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await inTransaction(pool, (db) =>
    db.query('update api_keys set revoked_at = $2 where id = $1 and revoked_at is null', [id, now]),
  );
  return rowCount === 1;
}

/** Whether there is a key that was not revoked. Expired ones count: time alone must not open an API to everybody. */
export async function hasKeys(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>(
    'select exists (select from api_keys where revoked_at is null) as some',
  );
  return rows[0]?.some ?? false;
}

const columns = `id, name, prefix, scopes, rate_per_minute, replaces, created_at, expires_at, last_used_at,
  revoked_at`;

function inForce(now: string): string {
  return `revoked_at is null and (expires_at is null or expires_at > ${now})`;
}

interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: ApiScope[];
  rate_per_minute: number | null;
  replaces: string | null;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

function toApiKey({ id, name, prefix, scopes, replaces, rate_per_minute, ...times }: ApiKeyRow): ApiKey {
  return {
    id,
    name,
    prefix,
    scopes,
    ratePerMinute: rate_per_minute,
    replaces,
    createdAt: times.created_at.toISOString(),
    expiresAt: times.expires_at?.toISOString() ?? null,
    lastUsedAt: times.last_used_at?.toISOString() ?? null,
    revokedAt: times.revoked_at?.toISOString() ?? null,
  };
}
