import type { DeliveryAttempt } from '../domain/subscription.ts';
import type { Db } from './db.ts';

/** A delivery that can be made now. */
export interface DueDelivery {
  id: string;
  cursor: string;
  articleId: string;
  attempts: number;
  messageId: string | null;
  createdAt: Date;
}

/**
 * The subscription's deliveries that are due, in the order of the log: only those before which nothing older of the same
 * article waits, nor before what goes together with them. Where they go `together`, what is older goes with them if it is
 * due. Relies on deliveries_waiting, deliveries_message and deliveries_in_order.
 */
export async function findDueDeliveries(
  db: Db,
  subscriptionId: string,
  now: Date,
  { limit, together }: { limit: number; together: boolean },
): Promise<DueDelivery[]> {
  const { rows } = await db.query<DueDelivery>(
    `select d.id, d.cursor, d.article_id as "articleId", d.attempts, d.message_id as "messageId",
       d.created_at as "createdAt"
     from deliveries d
     where d.subscription_id = $1 and d.state = 'waiting' and d.due_at <= $2 and not exists (
       select from deliveries o where o.subscription_id = d.subscription_id and o.article_id = d.article_id
         and o.cursor < d.cursor and o.state = 'waiting' and (o.due_at > $2 or not $4))
       and (d.message_id is null or not exists (
         select from deliveries m join deliveries o on o.subscription_id = m.subscription_id and o.article_id = m.article_id
           and o.cursor < m.cursor and o.state = 'waiting' and (o.due_at > $2 or not $4)
         where m.message_id = d.message_id and m.state = 'waiting'))
     order by d.cursor limit $3`,
    [subscriptionId, now, limit, together],
  );
  return rows;
}

/** Whether findDueDeliveries would find any: whatever goes alone or together, the oldest of an article goes first. */
export async function hasDueDeliveries(db: Db, subscriptionId: string, now: Date): Promise<boolean> {
  return (await findDueDeliveries(db, subscriptionId, now, { limit: 1, together: true })).length > 0;
}

/** What still waits of these messages, due or not: what went together goes together. Relies on deliveries_message. */
export async function findWaitingOfMessages(db: Db, messageIds: string[]): Promise<DueDelivery[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await db.query<DueDelivery>(
    `select id, cursor, article_id as "articleId", attempts, message_id as "messageId",
       created_at as "createdAt"
     from deliveries where message_id = any ($1) and state = 'waiting' order by cursor`,
    [messageIds],
  );
  return rows;
}

/** Deliveries that go together. */
export interface NamedMessage {
  messageId: string;
  deliveries: DueDelivery[];
}

/**
 * Gives deliveries that go together the id they keep at every try. False, and nothing is to be sent, when another worker
 * has named some of them meanwhile, or they are gone.
 */
export async function nameMessages(db: Db, messages: NamedMessage[]): Promise<boolean> {
  const named = messages.flatMap(({ messageId, deliveries }) =>
    deliveries.map(({ id }) => ({ id, messageId })),
  );
  if (named.length === 0) return true;
  const { rowCount } = await db.query(
    `update deliveries d set message_id = n.message_id
     from unnest($1::bigint[], $2::text[]) as n (id, message_id)
     where d.id = n.id and d.message_id is null and d.state = 'waiting'`,
    [named.map(({ id }) => id), named.map(({ messageId }) => messageId)],
  );
  return rowCount === named.length;
}

/** Gives up what waits for events that the log does not keep any longer. Relies on deliveries_waiting. */
export async function buryExpiredDeliveries(db: Db, subscriptionId: string, now: Date): Promise<void> {
  await db.query(
    `with buried as (
       update deliveries set state = 'dead'
       where subscription_id = $1 and state = 'waiting' and cursor <= (select pruned_to from log_head)
       returning id
     )
     insert into delivery_attempts (delivery_id, at, duration_ms, fault)
     select id, $2, 0, 'not sent: the log does not keep the event any longer (retention.eventDays)' from buried`,
    [subscriptionId, now],
  );
}

/** What became of deliveries that went together. */
export interface SettledDeliveries {
  ids: string[];
  state: 'waiting' | 'delivered' | 'dead';
  dueAt: Date;
  attempt: Omit<DeliveryAttempt, 'at'> & { at: Date };
}

/** Writes what became of a call, and the attempt. Deliveries that were settled meanwhile stay as they are. */
export async function settleDeliveries(db: Db, settled: SettledDeliveries): Promise<void> {
  const { ids, state, dueAt, attempt } = settled;
  await db.query(
    `with settled as (
       update deliveries set state = $2, due_at = $3, attempts = attempts + 1
       where id = any ($1::bigint[]) and state = 'waiting' returning id
     )
     insert into delivery_attempts (delivery_id, at, duration_ms, status, fault, answer)
     select id, $4, $5, $6, $7, $8 from settled`,
    [ids, state, dueAt, attempt.at, attempt.durationMs, attempt.status, attempt.fault, attempt.answer],
  );
}
