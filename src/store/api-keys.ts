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
  createdAt: string;
  /** Right to the minute. */
  lastUsedAt: string | null;
  revokedAt: string | null;
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
  key: { name: string; scopes: ApiScope[] },
  random: Buffer,
  now: Date,
): Promise<{ secret: string; key: ApiKey }> {
  if (random.length !== keyBytes)
    throw new RangeError(`a key is made of ${keyBytes} bytes, not ${random.length}`);
  const secret = `wd_${random.toString('base64url')}`;
  const { rows } = await inTransaction(pool, (db) =>
    db.query<ApiKeyRow>(
      `insert into api_keys (name, prefix, hash, scopes, created_at) values ($1, $2, $3, $4, $5) returning ${columns}`,
      [key.name, secret.slice(0, prefixLength), hashKey(secret), key.scopes, now],
    ),
  );
  const [row] = rows;
  if (!row) throw new Error('the store returned no row for a new key');
  return { secret, key: toApiKey(row) };
}

/** SHA-256. A slow hash would add nothing: a key is 256 random bits, which nobody can guess from a fast one. */
export function hashKey(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The key with this hash, unless it is revoked. Relies on the unique index on hash. */
export async function findKey(db: Db, hash: Buffer): Promise<ApiKey | null> {
  const { rows } = await db.query<ApiKeyRow>(
    `select ${columns} from api_keys where hash = $1 and revoked_at is null`,
    [hash],
  );
  return rows[0] ? toApiKey(rows[0]) : null;
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

/** Whether any key is in force. */
export async function hasKeys(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>(
    'select exists (select from api_keys where revoked_at is null) as some',
  );
  return rows[0]?.some ?? false;
}

const columns = 'id, name, prefix, scopes, created_at, last_used_at, revoked_at';

interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: ApiScope[];
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

function toApiKey({ id, name, prefix, scopes, ...times }: ApiKeyRow): ApiKey {
  return {
    id,
    name,
    prefix,
    scopes,
    createdAt: times.created_at.toISOString(),
    lastUsedAt: times.last_used_at?.toISOString() ?? null,
    revokedAt: times.revoked_at?.toISOString() ?? null,
  };
}
