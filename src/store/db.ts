import pg from 'pg';

/** Where a query can go: the pool, or one client inside a transaction. */
export type Db = Pick<pg.ClientBase, 'query'>;

/** Longer than any statement of ours takes; a link that died without a word is noticed after this. */
const queryTimeoutMs = 120_000;
const connectTimeoutMs = 15_000;
const keepAliveDelayMs = 10_000;

/** A pool of connections to the store; the same whether PostgreSQL or the embedded store answers. */
export type Pool = pg.Pool;

/** The schemas every connection sees: ours, and the one BullMQ's Postgres backend wants. */
export const searchPath = 'wiredesk,bullmq';

/**
 * Opens a pool of at most `poolSize` connections. Nothing is sent until the first query.
 * @param onError told of a connection that broke while idle; the pool replaces it by itself.
 */
export function openPool(databaseUrl: string, poolSize: number, onError: (error: Error) => void): Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelayMs,
    application_name: 'wiredesk',
    // Short statements: compiling one to machine code takes fifty times what running it takes.
    options: `-c search_path=${searchPath} -c jit=off`,
  });
  pool.on('error', onError);
  return pool;
}

/**
 * How a transaction begins whose commit waits for the disk.
 *
 * The embedded store commits without waiting, because most commits are the queue's, which may lose anything; the next
 * durable one brings them along. A server's own setting stands unless it is to wait for nothing.
 */
export const beginDurably = `begin;
  select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`;

/** Runs `work` in one transaction: committed, and on the disk, when it resolves; rolled back when it rejects. */
export async function inTransaction<T>(pool: Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query(beginDurably);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
