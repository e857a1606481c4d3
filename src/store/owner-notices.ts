import type { SubscriptionState } from '../domain/subscription.ts';
import type { Db } from './db.ts';

/** That a subscription was given up, to be told to its owner. */
export interface OwnerNotice {
  id: string;
  name: string;
  url: string;
  /** `mailto:` and one address, or the address of an incoming webhook of a chat. */
  owner: string;
  state: SubscriptionState;
  fault: string | null;
  failingSince: Date | null;
  /** Deliveries that wait. */
  waiting: number;
  /** Tries, this one included; the newest counts. */
  tries: number;
}

/** The notice to the owner that is due, which another worker gets after `seconds`; null where there is none. */
export async function claimOwnerNotice(
  db: Db,
  subscriptionId: string,
  now: Date,
  seconds: number,
): Promise<OwnerNotice | null> {
  const { rows } = await db.query<OwnerNotice>(
    `update subscriptions s set owner_tries = owner_tries + 1, owner_due_at = $2::timestamptz + make_interval(secs => $3)
     where id = $1 and owner_due_at <= $2 and owner is not null
     returning id, name, url, owner, state, fault, failing_since as "failingSince", owner_tries as tries,
       (select count(*)::integer from deliveries d where d.subscription_id = s.id and d.state = 'waiting') as waiting`,
    [subscriptionId, now, seconds],
  );
  return rows[0] ?? null;
}

/** When it is tried again; null: never. */
export async function settleOwnerNotice(
  db: Db,
  { id, tries }: OwnerNotice,
  dueAt: Date | null,
): Promise<void> {
  await db.query('update subscriptions set owner_due_at = $3 where id = $1 and owner_tries = $2', [
    id,
    tries,
    dueAt,
  ]);
}
