import type { Pace, Target } from '../domain/subscription.ts';
import type { Db } from './db.ts';

/** The right to call a subscription's target; only the newest claim counts. */
export interface SubscriptionClaim extends Target {
  claim: string;
  batchSize: number;
  pace: Pace;
  /** When notices were taken in the last hour, the oldest first; where there is a cap on them. */
  noticedAt: Date[];
  /** Calls in a row that failed by the target's fault. */
  failures: number;
  failingSince: Date | null;
}

/** Claims the subscription for `seconds` unless another worker has it, or its target is not to be called now. */
export async function claimSubscription(
  db: Db,
  id: string,
  now: Date,
  seconds: number,
): Promise<SubscriptionClaim | null> {
  const { rows } = await db.query<SubscriptionClaim>(
    `update subscriptions set claim = claim + 1, claimed_until = $2::timestamptz + make_interval(secs => $3)
     where id = $1 and state = 'active' and (claimed_until is null or claimed_until <= $2)
       and (retry_at is null or retry_at <= $2) and (held_until is null or held_until <= $2)
     returning ${claimColumns}`,
    [id, now, seconds],
  );
  return rows[0] ?? null;
}

/** The claim as it is now, for `seconds` more; null when another worker has taken it over, or an operator paused it. */
export async function renewClaim(
  db: Db,
  { id, claim }: SubscriptionClaim,
  now: Date,
  seconds: number,
): Promise<SubscriptionClaim | null> {
  const { rows } = await db.query<SubscriptionClaim>(
    `update subscriptions set claimed_until = $3::timestamptz + make_interval(secs => $4)
     where id = $1 and claim = $2 and state = 'active' returning ${claimColumns}`,
    [id, claim, now, seconds],
  );
  return rows[0] ?? null;
}

/** Sends nothing until then. */
export async function holdSubscription(
  db: Db,
  { id, claim }: Pick<SubscriptionClaim, 'id' | 'claim'>,
  until: Date,
): Promise<void> {
  await db.query('update subscriptions set held_until = $3 where id = $1 and claim = $2', [id, claim, until]);
}

/** Lets another worker call the target. */
export async function dropSubscriptionClaim(db: Db, { id, claim }: SubscriptionClaim): Promise<void> {
  await db.query('update subscriptions set claimed_until = null where id = $1 and claim = $2', [id, claim]);
}

/**
 * The subscriptions with something to deliver at `now` that no worker has in hand, and those whose owner is to hear that
 * they were given up. Relies on deliveries_waiting.
 */
export async function findDueSubscriptions(
  db: Db,
  now: Date,
  limit: number,
): Promise<Pick<SubscriptionClaim, 'id' | 'claim'>[]> {
  const { rows } = await db.query<{ id: string; claim: string }>(
    `select s.id, s.claim from subscriptions s
     where s.owner_due_at <= $1 or (s.state = 'active' and (s.claimed_until is null or s.claimed_until <= $1)
       and (s.retry_at is null or s.retry_at <= $1) and (s.held_until is null or s.held_until <= $1)
       and exists (select from deliveries d where d.subscription_id = s.id and d.state = 'waiting' and d.due_at <= $1))
     order by s.retry_at nulls first, s.id limit $2`,
    [now, limit],
  );
  return rows;
}

/** How the target of a subscription answers. */
export interface TargetState {
  failures: number;
  failingSince: Date | null;
  retryAt: Date | null;
  /** null: it stays what it is. */
  state: 'failing' | 'gone' | null;
  fault: string | null;
}

/** Notes how calls went that ended at `at`, and whether one was taken. Of a subscription that is given up, its owner is to hear. */
export async function noteTarget(
  db: Db,
  { id, claim }: SubscriptionClaim,
  target: TargetState,
  { at, wasTaken }: { at: Date; wasTaken: boolean },
): Promise<void> {
  await db.query(
    `update subscriptions set failures = $3, failing_since = $4, retry_at = $5, state = coalesce($6, state), fault = $7,
       delivered_at = coalesce($8, delivered_at),
       noticed_at = case when $8::timestamptz is null or pace->'hourlyCap' = 'null' then noticed_at else
         array(select at from unnest(noticed_at) as at where at > $8::timestamptz - interval '1 hour' order by at) || $8 end,
       owner_due_at = case when $6::text is not null and owner is not null then $9::timestamptz end
     where id = $1 and claim = $2 and state = 'active'`,
    [
      id,
      claim,
      target.failures,
      target.failingSince,
      target.retryAt,
      target.state,
      target.fault,
      wasTaken ? at : null,
      at,
    ],
  );
}

const claimColumns = `id, claim, name, channel, url, batch_size as "batchSize", pace, noticed_at as "noticedAt", token,
  secrets, failures, failing_since as "failingSince"`;
