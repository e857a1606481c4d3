import type { Consumer, ConsumerFilter } from '../domain/consumer.ts';
import { type Db, inTransaction, type Pool } from './db.ts';

/** A consumer as it is to be; without `acked` it starts, or stays, where it is. */
export interface ConsumerChange extends ConsumerFilter {
  name: string;
  acked: string | null;
}

/** Makes the consumer, or changes it; a new place in the log takes everything out of its workers' hands. */
export async function putConsumer(pool: Pool, change: ConsumerChange, now: Date): Promise<void> {
  const { name, types, feedId, topicId, acked } = change;
  await inTransaction(pool, async (db) => {
    await db.query(
      `insert into consumers (name, types, feed_id, topic_id, acked, leased, created_at)
       values ($1, $2, $3, $6, coalesce($4, 0), coalesce($4, 0), $5)
       on conflict (name) do update set types = $2, feed_id = $3, topic_id = $6,
         acked = coalesce($4, consumers.acked), leased = coalesce($4, consumers.leased)`,
      [name, types, feedId, acked, now, topicId],
    );
    if (acked !== null) await db.query('delete from leases where consumer = $1', [name]);
  });
}

/** All consumers by name, or the one of this name. */
export async function listConsumers(db: Db, name: string | null = null): Promise<Consumer[]> {
  const { rows } = await db.query<Consumer & { createdAt: Date; usedAt: Date | null }>(
    `select name, types, feed_id as "feedId", topic_id as "topicId", acked, leased,
       (select count(*)::integer from leases where consumer = name) as leases,
       (select cursor from log_head) - acked as behind, created_at as "createdAt", used_at as "usedAt"
     from consumers where $1::text is null or name = $1 order by name`,
    [name],
  );
  return rows.map((row) => ({
    ...row,
    behind: Number(row.behind),
    createdAt: row.createdAt.toISOString(),
    usedAt: row.usedAt?.toISOString() ?? null,
  }));
}

/** False when there is none of this name. */
export async function removeConsumer(pool: Pool, name: string): Promise<boolean> {
  const { rowCount } = await inTransaction(pool, (db) =>
    db.query('delete from consumers where name = $1', [name]),
  );
  return rowCount === 1;
}

/** A consumer's place, locked until the transaction ends. */
export interface ConsumerPlace extends ConsumerFilter {
  leased: string;
}

/** Locks the consumer against its other workers; null when there is none of this name. */
export async function lockConsumer(db: Db, name: string, now: Date): Promise<ConsumerPlace | null> {
  const { rows } = await db.query<ConsumerPlace>(
    `update consumers set used_at = $2 where name = $1 returning types, feed_id as "feedId", topic_id as "topicId", leased`,
    [name, now],
  );
  return rows[0] ?? null;
}

/** Moves what is given out up to `leased`, and what is done up to the first part that somebody has in hand. */
export async function moveConsumer(db: Db, name: string, leased: string | null): Promise<void> {
  await db.query(
    `update consumers set leased = greatest(leased, $2),
       acked = coalesce((select min(after) from leases where consumer = $1), greatest(leased, $2))
     where name = $1`,
    [name, leased],
  );
}
