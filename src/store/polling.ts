import type { FeedDefinition } from '../domain/feed-definition.ts';
import type { FeedState } from '../domain/feed-state.ts';
import type { Validators } from '../domain/fetch-outcome.ts';
import { noHistory, type PollingHistory } from '../domain/polling-history.ts';
import type { Db } from './db.ts';

/** The right to fetch a feed once. `claim` is a fencing token: only the newest one of a feed counts. */
export interface Claim {
  feedId: string;
  claim: string;
}

/**
 * Claims that nobody settled in time, which then last `claimSeconds` longer. Their jobs may be lost or only slow: they
 * are to be enqueued again under the same job ids, which does nothing where the job is still there.
 */
export async function renewExpiredClaims(
  db: Db,
  now: Date,
  limits: { limit: number; claimSeconds: number },
): Promise<Claim[]> {
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
  /** When it was due. */
  dueAt: Date;
  /** Its host's turn: not to be fetched before. */
  startsAt: Date;
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
       p.history, p.state, p.outcome, p.succeeded_at as "succeededAt", p.due_at as "dueAt",
       p.starts_at as "startsAt"
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
