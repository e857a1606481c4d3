import { fileURLToPath } from 'node:url';
import { runMigrations as migrateQueueSchema } from 'bullmq';
import { runner } from 'node-pg-migrate';
import type { Db, Pool } from './db.ts';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any constant: the same number in every process makes them migrate one after another. */
const migrationLock = 7_142_001;

/**
 * Brings the store to the newest schema and returns the names of the migrations it ran.
 * Safe to call from several processes at once: the second waits and finds nothing to do.
 *
 * The lock is held by a transaction rather than by the session (node-pg-migrate's own way), because all
 * clients of the embedded store share one session. The runner joins that transaction and commits it.
 */
export async function migrateStore(pool: Pool): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    const ran = await runner({
      dbClient: client,
      dir: migrationsFolder,
      direction: 'up',
      migrationsTable: 'migrations',
      // Not `schema`, which sets the search_path: in the embedded store it is everybody's, and has wiredesk first anyway.
      migrationsSchema: 'wiredesk',
      createMigrationsSchema: true,
      noLock: true,
      singleTransaction: true,
      log: () => undefined,
    });
    await client.query('commit');
    await migrateQueueSchema(client);
    return ran.map((migration) => migration.name);
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Names of the migrations the store has run, oldest first; empty for a store without a schema. */
export async function listMigrations(db: Db): Promise<string[]> {
  const known = await db.query<{ known: boolean }>(
    "select to_regclass('wiredesk.migrations') is not null as known",
  );
  if (!known.rows[0]?.known) return [];
  const { rows } = await db.query<{ name: string }>('select name from wiredesk.migrations order by id');
  return rows.map((row) => row.name);
}
