import type { FeedDefinition } from '../domain/feed-definition.ts';
import type { FeedState } from '../domain/feed-state.ts';
import type { Validators } from '../domain/fetch-outcome.ts';
import { noHistory, type PollingHistory } from '../domain/polling-history.ts';
import { type Db, inTransaction, type Pool } from './db.ts';

/** Any constant: schedulers claim one after another, which makes the limits per host exact. */
const claimLock = 7_142_003;

/** The right to fetch a feed once. `claim` is a fencing token: only the newest one of a feed counts. */
export interface Claim {
  feedId: string;
  claim: string;
}

export interface ClaimLimits {
  /** Feeds to claim at the most. */
  limit: number;
  /** Feeds of one host that may be in hand at once, over all workers. */
  perHost: number;
  /** Feeds that may be in hand at once, over all workers. */
  maxInFlight: number;
  /** After this many seconds a claim that nobody settled is enqueued again. */
  claimSeconds: number;
}

/**
 * Claims feeds that are due at `now`, the longest overdue first. Any number of schedulers may ask at once: no feed is
 * claimed twice. Returns none while another scheduler is claiming.
 * Relies on polling_due for the due ones and polling_claimed for those in hand.
 */
export async function claimDueFeeds(pool: Pool, now: Date, limits: ClaimLimits): Promise<Claim[]> {
  return inTransaction(pool, async (db) => {
    const { rows: gate } = await db.query<{ open: boolean }>('select pg_try_advisory_xact_lock($1) as open', [
      claimLock,
    ]);
    if (!gate[0]?.open) return [];
    const { rows } = await db.query<{ feed_id: string; claim: string }>(
      `with in_hand as (
         select f.host, count(*) as feeds from polling p join feeds f on f.id = p.feed_id
         where p.claimed_until is not null group by f.host
       ), due as (
         select p.feed_id, p.due_at, f.host
         from polling p join feeds f on f.id = p.feed_id
         where p.due_at <= $1 and p.claimed_until is null and not f.paused and f.removed_at is null
       ), ranked as (
         -- Over all that is due: a limit before this step would let one host with many feeds starve the others.
         select due.feed_id, due.due_at, in_hand.feeds as in_hand,
           row_number() over (partition by due.host order by due.due_at) as nth_of_host
         from due left join in_hand using (host)
       ), picked as (
         select feed_id from ranked where nth_of_host + coalesce(in_hand, 0) <= $3
         order by due_at
         limit least($2::integer, greatest(0, $4::integer - (select coalesce(sum(feeds), 0) from in_hand)))
       )
       update polling p set claim = p.claim + 1, claimed_until = $1::timestamptz + make_interval(secs => $5)
       from picked where p.feed_id = picked.feed_id
       returning p.feed_id, p.claim`,
      [now, limits.limit, limits.perHost, limits.maxInFlight, limits.claimSeconds],
    );
    return rows.map((row) => ({ feedId: row.feed_id, claim: row.claim }));
  });
}

/**
 * Claims that nobody settled in time, which then last `claimSeconds` longer. Their jobs may be lost or only slow: they
 * are to be enqueued again under the same job ids, which does nothing where the job is still there.
 */
export async function renewExpiredClaims(db: Db, now: Date, limits: ClaimLimits): Promise<Claim[]> {
  const { rows } = await db.query<{ feed_id: string; claim: string }>(
    `with expired as (
       select feed_id from polling where claimed_until <= $1 order by claimed_until limit $2 for update skip locked)
     update polling p set claimed_until = $1::timestamptz + make_interval(secs => $3)
     from expired where p.feed_id = expired.feed_id returning p.feed_id, p.claim`,
    [now, limits.limit, limits.claimSeconds],
  );
  return rows.map((row) => ({ feedId: row.feed_id, claim: row.claim }));
}

/** Gives up the claims of feeds that were removed meanwhile, so that they do not count as in hand. */
export async function dropClaim(db: Db, { feedId, claim }: Claim): Promise<void> {
  await db.query('update polling set claimed_until = null where feed_id = $1 and claim = $2', [
    feedId,
    claim,
  ]);
}

/** What a fetch worker needs to know of a claimed feed. */
export interface FeedToFetch {
  id: string;
  key: string;
  url: string;
  headers: Record<string, string>;
  schedule: FeedDefinition['schedule'];
  validators: Validators;
  failures: number;
  history: PollingHistory;
  state: FeedState;
  /** How the last fetch ended; null before the first. */
  outcome: string | null;
  succeededAt: Date | null;
}

type ClaimedRow = Omit<FeedToFetch, 'validators' | 'history'> & {
  history: Partial<PollingHistory>;
  etag: string | null;
  lastModified: string | null;
};

/** The feed of a claim, or null when the claim was settled or superseded, or the feed is gone. */
export async function findClaimedFeed(db: Db, { feedId, claim }: Claim): Promise<FeedToFetch | null> {
  const { rows } = await db.query<ClaimedRow>(
    `select f.id, f.key, f.url, f.headers, f.schedule, p.etag, p.last_modified as "lastModified", p.failures,
       p.history, p.state, p.outcome, p.succeeded_at as "succeededAt"
     from polling p join feeds f on f.id = p.feed_id
     where p.feed_id = $1 and p.claim = $2 and p.claimed_until is not null and f.removed_at is null`,
    [feedId, claim],
  );
  const row = rows[0];
  if (!row) return null;
  const { etag, lastModified, history, ...feed } = row;
  return { ...feed, history: { ...noHistory, ...history }, validators: { etag, lastModified } };
}

/** How far behind polling is: feeds due now that nobody has in hand, and seconds the oldest has been waiting. */
export async function measureLateness(
  db: Db,
  now: Date,
): Promise<{ overdue: number; oldestSeconds: number }> {
  const { rows } = await db.query<{ overdue: string; oldest: string | null }>(
    `select count(*) as overdue, extract(epoch from $1 - min(p.due_at)) as oldest
     from polling p join feeds f on f.id = p.feed_id
     where p.due_at <= $1 and p.claimed_until is null and not f.paused and f.removed_at is null`,
    [now],
  );
  return { overdue: Number(rows[0]?.overdue ?? 0), oldestSeconds: Number(rows[0]?.oldest ?? 0) };
}

/** How many feeds there are of each state that at least one is in, paused ones left out. */
export async function countFeedsByState(db: Db): Promise<Map<FeedState, number>> {
  const { rows } = await db.query<{ state: FeedState; feeds: number }>(
    `select p.state, count(*)::integer as feeds from polling p join feeds f on f.id = p.feed_id
     where f.removed_at is null and not f.paused group by p.state`,
  );
  return new Map(rows.map(({ state, feeds }) => [state, feeds]));
}
