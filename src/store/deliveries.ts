import type { Delivery, DeliveryAttempt, DeliveryState } from '../domain/subscription.ts';
import { type Db, inTransaction, type Pool } from './db.ts';

/** Which deliveries of a subscription to list, the newest first. Null lets everything pass. */
export interface DeliveryFilter {
  subscriptionId: string;
  state: DeliveryState | null;
  /** Deliveries older than the one with this id. */
  after: string | null;
}

/** A page of deliveries, the newest first; the next page is the one after the last id. */
export async function listDeliveries(
  db: Db,
  { subscriptionId, state, after }: DeliveryFilter,
  limit: number,
): Promise<Delivery[]> {
  const { rows } = await db.query<DeliveryRow>(
    `select ${columns} from deliveries where subscription_id = $1 and ($2::text is null or state = $2)
       and ($3::bigint is null or id < $3) order by id desc limit $4`,
    [subscriptionId, state, after, limit],
  );
  return rows.map(toDelivery);
}

/** A delivery of this subscription with its tries, oldest first; null when it has none with this id. */
export async function findDelivery(
  db: Db,
  subscriptionId: string,
  id: string,
): Promise<(Delivery & { tries: DeliveryAttempt[] }) | null> {
  const { rows } = await db.query<DeliveryRow>(
    `select ${columns} from deliveries where subscription_id = $1 and id = $2`,
    [subscriptionId, id],
  );
  if (!rows[0]) return null;
  const { rows: tries } = await db.query<Omit<DeliveryAttempt, 'at'> & { at: Date }>(
    `select at, duration_ms as "durationMs", status, fault, answer from delivery_attempts
     where delivery_id = $1 order by id limit 100`,
    [id],
  );
  return { ...toDelivery(rows[0]), tries: tries.map((one) => ({ ...one, at: one.at.toISOString() })) };
}

/** Which deliveries are made again: these, or all that were to be made in a time, delivered or dead. */
export type Redelivery = { ids: string[] } | { since: Date; until: Date };

/** Makes deliveries again, from `now` on, under the id they had, with all their tries before them; returns how many. */
export async function redeliver(
  pool: Pool,
  subscriptionId: string,
  which: Redelivery,
  now: Date,
): Promise<number> {
  const [ids, since, until] = 'ids' in which ? [which.ids, null, null] : [null, which.since, which.until];
  const { rowCount } = await inTransaction(pool, (db) =>
    db.query(
      `update deliveries set state = 'waiting', attempts = 0, due_at = $2
       where subscription_id = $1 and state <> 'waiting' and ($3::bigint[] is null or id = any ($3))
         and ($4::timestamptz is null or created_at >= $4) and ($5::timestamptz is null or created_at < $5)`,
      [subscriptionId, now, ids, since, until],
    ),
  );
  return rowCount ?? 0;
}

const columns = `id, subscription_id as "subscriptionId", cursor, article_id as "articleId", state, message_id as "messageId",
  attempts, due_at as "dueAt", created_at as "createdAt"`;

type DeliveryRow = Omit<Delivery, 'dueAt' | 'createdAt'> & { dueAt: Date; createdAt: Date };

function toDelivery(row: DeliveryRow): Delivery {
  return { ...row, dueAt: row.dueAt.toISOString(), createdAt: row.createdAt.toISOString() };
}
