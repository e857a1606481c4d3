import type { SigningSecret, Subscription, SubscriptionDefinition, Target } from '../domain/subscription.ts';
import { type Db, inTransaction, type Pool } from './db.ts';
import { findLogHead } from './events.ts';
import { deliveriesFollower, startFollower } from './followers.ts';

/**
 * Stores a subscription, told of what happens from now on; null where another has its name. `key` is what calls of a
 * webhook are signed with, and what the address to unsubscribe from e-mail at ends with.
 */
export function addSubscription(
  pool: Pool,
  definition: SubscriptionDefinition,
  key: string,
  now: Date,
): Promise<Subscription | null> {
  const { name, topicId, channel, url, notices, batchSize, pace, owner } = definition;
  return inTransaction(pool, async (db) => {
    const head = await findLogHead(db);
    const secrets: SigningSecret[] = channel === 'webhook' ? [{ secret: key, until: null }] : [];
    const token = channel === 'email' ? key : null;
    const { rows } = await db.query<{ id: string }>(
      `insert into subscriptions (name, topic_id, channel, url, notices, batch_size, pace, secrets, token, starts_after,
         created_at, owner)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id`,
      [
        name,
        topicId,
        channel,
        url,
        notices,
        batchSize,
        JSON.stringify(pace),
        JSON.stringify(secrets),
        token,
        head,
        now,
        owner,
      ],
    );
    const [row] = rows;
    if (!row) return null;
    await startFollower(db, deliveriesFollower, head);
    return findSubscription(db, row.id);
  });
}

/** A page of subscriptions in the order in which they were made. */
export async function listSubscriptions(db: Db, after: string, limit: number): Promise<Subscription[]> {
  const { rows } = await db.query<SubscriptionRow>(
    `select ${columns} from subscriptions s where id > $1 order by id limit $2`,
    [after, limit],
  );
  return rows.map(toSubscription);
}

/** The subscription with this id; null when there is none. */
export async function findSubscription(db: Db, id: string): Promise<Subscription | null> {
  const { rows } = await db.query<SubscriptionRow>(`select ${columns} from subscriptions s where id = $1`, [
    id,
  ]);
  return rows[0] ? toSubscription(rows[0]) : null;
}

/** The subscription with this id or name; null when there is none. */
export async function findSubscriptionByReference(db: Db, reference: string): Promise<Subscription | null> {
  const { rows } = await db.query<SubscriptionRow>(
    `select ${columns} from subscriptions s where id::text = $1 or name = $1 order by name = $1 desc limit 1`,
    [reference],
  );
  return rows[0] ? toSubscription(rows[0]) : null;
}

/** What can be changed; absent stays, and a pace is changed as a whole. Becoming active again, what waits is delivered. */
export type SubscriptionChange = {
  [Field in Exclude<keyof SubscriptionDefinition, 'topicId' | 'channel'>]?:
    | SubscriptionDefinition[Field]
    | undefined;
} & { state?: 'active' | 'paused' | undefined };

/** Changes a subscription; false when there is none with this id. @throws PostgreSQL's 23505 where another has the name. */
export async function changeSubscription(
  pool: Pool,
  id: string,
  change: SubscriptionChange,
): Promise<boolean> {
  const { rowCount } = await inTransaction(pool, (db) =>
    db.query(
      `update subscriptions set name = coalesce($2, name), url = coalesce($3, url), notices = coalesce($4, notices),
         batch_size = coalesce($5, batch_size), state = coalesce($6, state), pace = coalesce($7, pace),
         held_until = case when $7 is null then held_until end,
         retry_at = case when $6 = 'active' or $3 <> url then null else retry_at end,
         failures = case when $6 = 'active' then 0 else failures end,
         failing_since = case when $6 = 'active' then null else failing_since end,
         owner = case when $8 then $9 else owner end,
         owner_due_at = case when $6 is null and not $8 then owner_due_at end,
         owner_tries = case when $6 is null then owner_tries else 0 end
       where id = $1`,
      [
        id,
        change.name ?? null,
        change.url ?? null,
        change.notices ?? null,
        change.batchSize ?? null,
        change.state ?? null,
        change.pace ? JSON.stringify(change.pace) : null,
        change.owner !== undefined,
        change.owner ?? null,
      ],
    ),
  );
  return rowCount === 1;
}

/** Forgets a subscription with its deliveries; false when there is none with this id. */
export async function removeSubscription(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await inTransaction(pool, (db) =>
    db.query('delete from subscriptions where id = $1', [id]),
  );
  return rowCount === 1;
}

/** What a subscription calls, its secrets the newest first; null when there is no such subscription. */
export async function findTarget(db: Db, id: string): Promise<Target | null> {
  const { rows } = await db.query<Target>(
    'select id, name, channel, url, secrets, token from subscriptions where id = $1',
    [id],
  );
  return rows[0] ?? null;
}

/** Ends the subscription whose address to unsubscribe at ends with `token`; false when there is none. */
export async function unsubscribe(pool: Pool, token: string, now: Date): Promise<boolean> {
  const { rowCount } = await inTransaction(pool, (db) =>
    db.query(
      `update subscriptions set state = 'gone', fault = 'the recipient unsubscribed',
         owner_due_at = case when owner is not null and state <> 'gone' then $2::timestamptz end where token = $1`,
      [token, now],
    ),
  );
  return rowCount === 1;
}

/** Signs with `secret` from now on, and beside it with the one before until `until`; false when it is no webhook's. */
export async function rotateSecret(pool: Pool, id: string, secret: string, until: Date): Promise<boolean> {
  const { rowCount } = await inTransaction(pool, (db) =>
    db.query(
      `update subscriptions set secrets = jsonb_build_array(
         jsonb_build_object('secret', $2::text, 'until', null),
         jsonb_build_object('secret', secrets->0->>'secret', 'until', $3::text)) where id = $1 and channel = 'webhook'`,
      [id, secret, until.toISOString()],
    ),
  );
  return rowCount === 1;
}

const columns = `s.id, s.name, s.topic_id as "topicId", s.channel, s.url, s.notices, s.batch_size as "batchSize", s.state, s.fault,
  s.pace, s.owner, s.failing_since as "failingSince", s.delivered_at as "deliveredAt", s.created_at as "createdAt",
  (select count(*)::integer from deliveries d where d.subscription_id = s.id and d.state = 'waiting') as waiting,
  (select count(*)::integer from deliveries d where d.subscription_id = s.id and d.state = 'dead') as dead`;

type SubscriptionRow = Omit<Subscription, 'failingSince' | 'deliveredAt' | 'createdAt'> & {
  failingSince: Date | null;
  deliveredAt: Date | null;
  createdAt: Date;
};

function toSubscription(row: SubscriptionRow): Subscription {
  return {
    ...row,
    failingSince: row.failingSince?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
