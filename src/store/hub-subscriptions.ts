import type { NamedHub, PushState } from '../domain/push.ts';
import type { Db } from './db.ts';

/** A feed's subscription at a hub. */
export interface HubSubscription extends NamedHub {
  feedId: string;
  state: PushState;
  /** What hubs call is this, a slash, and the token. */
  callbackUrl: string;
  token: string;
  secret: string;
  leaseUntil: Date | null;
  /** Null while the hub has not been asked. */
  askedAt: Date | null;
  confirmedAt: Date | null;
  /** When the last push came that brought items. */
  pushedAt: Date | null;
  /** When a poll found what no push had brought; null where that was forgiven. */
  missedAt: Date | null;
  /** New items that pushes brought since the last poll. */
  itemsPushed: number;
  /** Requests in a row that the hub has not confirmed. */
  unconfirmed: number;
}

/** The columns of a HubSubscription, of `s` (hub_subscriptions); for src/store alone. */
export const subscriptionColumns = `s.feed_id as "feedId", s.hub, s.topic, s.state, s.callback_url as "callbackUrl", s.token,
  s.secret, s.lease_until as "leaseUntil", s.asked_at as "askedAt", s.confirmed_at as "confirmedAt",
  s.pushed_at as "pushedAt", s.missed_at as "missedAt", s.items_pushed as "itemsPushed", s.unconfirmed`;

/** What makes a subscription new: the hub, and what only we and the hub know. */
export type NewSubscription = NamedHub & Pick<HubSubscription, 'feedId' | 'callbackUrl' | 'token' | 'secret'>;

/** Sets a feed's subscription in the place of the one it had; the hub is asked at once. */
export async function startSubscription(db: Db, subscription: NewSubscription, now: Date): Promise<void> {
  const { feedId, hub, topic, callbackUrl, token, secret } = subscription;
  await db.query(
    `with former as (delete from pushes where feed_id = $1)
     insert into hub_subscriptions (feed_id, hub, topic, callback_url, token, secret, state, due_at)
     select id, $2, $3, $4, $5, $6, 'pending', $7 from feeds where id = $1 and removed_at is null
     on conflict (feed_id) do update set hub = excluded.hub, topic = excluded.topic, token = excluded.token,
       callback_url = excluded.callback_url, secret = excluded.secret, state = excluded.state, due_at = excluded.due_at,
       lease_until = null, unconfirmed = 0, fault = null, asked_at = null, confirmed_at = null, pushed_at = null,
       missed_at = null, items_pushed = 0`,
    [feedId, hub, topic, callbackUrl, token, secret, now],
  );
}

/** Forgets the subscription of a feed that names no hub any more. */
export async function endSubscription(db: Db, feedId: string): Promise<void> {
  await db.query('delete from hub_subscriptions where feed_id = $1', [feedId]);
}

/** Begins anew where hubs know another callback address than `callbackUrl`. */
export async function adoptCallbackUrl(db: Db, callbackUrl: string, now: Date): Promise<void> {
  await db.query(
    `update hub_subscriptions set callback_url = $1, state = 'pending', due_at = $2, lease_until = null, unconfirmed = 0,
       asked_at = null, confirmed_at = null where callback_url <> $1`,
    [callbackUrl, now],
  );
}

/** The right to ask a hub once; only the newest attempt of a feed counts. */
export interface Attempt {
  feedId: string;
  attempt: string;
}

/**
 * Takes subscriptions whose hub is to be asked at `now`; they count as due again after `claimSeconds`, so that a lost
 * job comes back. Notes those whose lease has ended. Relies on hub_subscriptions_due.
 */
export async function claimDueSubscriptions(
  db: Db,
  now: Date,
  { limit, claimSeconds }: { limit: number; claimSeconds: number },
): Promise<Attempt[]> {
  const { rows } = await db.query<Attempt>(
    `with due as (
       select s.feed_id from hub_subscriptions s join feeds f on f.id = s.feed_id
       where s.due_at <= $1 and not f.paused and f.removed_at is null
       order by s.due_at limit $2 for update of s skip locked
     )
     update hub_subscriptions s set attempt = s.attempt + 1,
       due_at = $1::timestamptz + make_interval(secs => $3),
       state = case when s.lease_until <= $1 then 'lapsed' else s.state end
     from due where s.feed_id = due.feed_id returning s.feed_id as "feedId", s.attempt`,
    [now, limit, claimSeconds],
  );
  return rows;
}

/** A subscription with the key of its feed, for the log. */
export interface AskedSubscription extends HubSubscription {
  key: string;
}

/** Notes that the hub is asked now, and when it is asked again if it does not confirm. Null when superseded. */
export async function markAsked(
  db: Db,
  { feedId, attempt }: Attempt,
  now: Date,
): Promise<AskedSubscription | null> {
  const { rows } = await db.query<AskedSubscription>(
    `update hub_subscriptions s set asked_at = $3, unconfirmed = s.unconfirmed + 1, fault = null
     from feeds f
     where s.feed_id = $1 and s.attempt = $2 and f.id = s.feed_id and f.removed_at is null and not f.paused
     returning f.key, ${subscriptionColumns}`,
    [feedId, attempt, now],
  );
  return rows[0] ?? null;
}

/**
 * What came of asking: when to ask again, and why if it failed. A hub that confirmed while it was being asked, as some
 * do, has set its own time, which stays.
 */
export async function noteAsked(
  db: Db,
  { feedId, attempt }: Attempt,
  dueAt: Date,
  fault: string | null,
): Promise<void> {
  await db.query(
    'update hub_subscriptions set due_at = $3, fault = $4 where feed_id = $1 and attempt = $2 and unconfirmed > 0',
    [feedId, attempt, dueAt, fault],
  );
}

/** The subscription of a feed; null where it has none. */
export async function findSubscription(db: Db, feedId: string): Promise<HubSubscription | null> {
  const { rows } = await db.query<HubSubscription>(
    `select ${subscriptionColumns} from hub_subscriptions s where s.feed_id = $1`,
    [feedId],
  );
  return rows[0] ?? null;
}

/** A subscription as its callback finds it. */
export interface CalledSubscription extends HubSubscription {
  key: string;
  /** Whether its feed is polled at all. */
  isWanted: boolean;
}

/** The subscription with this token; null when there is none. Relies on hub_subscriptions_token. */
export async function findByToken(db: Db, token: string): Promise<CalledSubscription | null> {
  const { rows } = await db.query<CalledSubscription>(
    `select ${subscriptionColumns}, f.key, (f.removed_at is null and not f.paused) as "isWanted"
     from hub_subscriptions s join feeds f on f.id = s.feed_id where s.token = $1`,
    [token],
  );
  return rows[0] ?? null;
}

/** The hub has confirmed: it pushes until `until`, and is asked to go on at `renewAt`. */
export async function confirmSubscription(
  db: Db,
  token: string,
  lease: { until: Date; renewAt: Date },
  now: Date,
): Promise<void> {
  await db.query(
    `update hub_subscriptions set lease_until = $2, due_at = $3, unconfirmed = 0, fault = null,
       state = case when state in ('pending', 'denied', 'lapsed') then 'confirmed' else state end,
       confirmed_at = case when lease_until > $4 then confirmed_at else $4 end
     where token = $1`,
    [token, lease.until, lease.renewAt, now],
  );
}

/** The hub has refused, or has taken back what it promised; it is asked again at `dueAt`. */
export async function denySubscription(
  db: Db,
  token: string,
  reason: string | null,
  dueAt: Date,
): Promise<void> {
  await db.query(
    `update hub_subscriptions set state = 'denied', fault = $2, due_at = $3, lease_until = null, unconfirmed = 0
     where token = $1`,
    [token, reason, dueAt],
  );
}

/** The hub is told to stop; should the feed be wanted again, the hub is asked anew. */
export async function dismissHub(db: Db, token: string, now: Date): Promise<void> {
  await db.query(
    `update hub_subscriptions set state = 'pending', lease_until = null, due_at = $2, unconfirmed = 0 where token = $1`,
    [token, now],
  );
}

/** How many subscriptions of wanted feeds are in each state that at least one is in. */
export async function countSubscriptionsByState(db: Db): Promise<Map<PushState, number>> {
  const { rows } = await db.query<{ state: PushState; subscriptions: number }>(
    `select s.state, count(*)::integer as subscriptions from hub_subscriptions s join feeds f on f.id = s.feed_id
     where f.removed_at is null and not f.paused group by s.state`,
  );
  return new Map(rows.map(({ state, subscriptions }) => [state, subscriptions]));
}

/** A poll found what no push had brought (`missedAt`; else null), and took `itemsPushed` pushed items into account. */
export async function notePoll(
  db: Db,
  feedId: string,
  missedAt: Date | null,
  itemsPushed: number,
): Promise<void> {
  await db.query(
    `update hub_subscriptions set items_pushed = greatest(items_pushed - $3, 0),
       missed_at = coalesce($2, missed_at),
       state = case when $2::timestamptz is not null and state in ('confirmed', 'working') then 'unreliable'
         else state end
     where feed_id = $1`,
    [feedId, missedAt, itemsPushed],
  );
}
