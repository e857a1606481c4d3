import { WiredeskError } from '../domain/errors.ts';
import type { Feed } from '../domain/feed.ts';
import type { Pool } from '../store/db.ts';
import type { CliDeps } from './cli-deps.ts';

/** Opens the store for `work` and closes it however that ends. */
export async function withStore<T>(
  deps: CliDeps,
  work: (pool: Pool) => Promise<T>,
  purpose: 'use' | 'migrate' = 'use',
): Promise<T> {
  const store = await deps.openStore(purpose);
  try {
    return await work(store.pool);
  } catch (error) {
    throw await asStoreFault(error);
  } finally {
    await store.close();
  }
}

/** The feed that an argument names by id, key or address. */
export async function requireFeed(pool: Pool, reference: string): Promise<Feed> {
  const { findFeed } = await import('../store/feeds.ts');
  const feed = await findFeed(pool, reference);
  if (feed) return feed;
  throw new WiredeskError(
    'not-found',
    `there is no feed ${JSON.stringify(reference)}; wiredesk feeds list shows them`,
  );
}

/** The feeds that arguments name, in their order. */
export async function requireFeeds(pool: Pool, references: readonly string[]): Promise<Feed[]> {
  const feeds: Feed[] = [];
  for (const reference of references) feeds.push(await requireFeed(pool, reference));
  return feeds;
}

/** SQLSTATE 42P01 undefined_table, 42703 undefined_column, 3F000 invalid_schema_name. */
const withoutTables = new Set(['42P01', '42703', '3F000']);

async function asStoreFault(error: unknown): Promise<unknown> {
  const { isStoreRefusal, isStoreUnavailable } = await import('../store/is-store-unavailable.ts');
  if (isStoreRefusal(error)) {
    const message = `the store does not let us in: ${error.message}; correct DATABASE_URL`;
    return new WiredeskError('store-unavailable', message, { cause: error });
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isStoreUnavailable(error)) {
    const message = `the store${placeOf(error)} cannot be reached (${code || error.message}); start it, or correct DATABASE_URL`;
    return new WiredeskError('store-unavailable', message, { cause: error });
  }
  if (!withoutTables.has(code)) return error;
  const message = 'the store has no tables yet, or old ones; run: wiredesk migrate';
  return new WiredeskError('store-unavailable', message, { cause: error });
}

/** Where the connection went; Node's error for a host with several addresses holds one error for each. */
function placeOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const { address, port, hostname } = first as { address?: string; port?: number; hostname?: string };
  const host = address ?? hostname;
  return host ? ` at ${port ? `${host}:${port}` : host}` : '';
}
