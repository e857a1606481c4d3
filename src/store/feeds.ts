import type { Feed, FeedContext } from '../domain/feed.ts';
import type { FeedDefinition } from '../domain/feed-definition.ts';
import type { FeedState } from '../domain/feed-state.ts';
import type { Origin } from '../domain/origin.ts';
import type { FeedPages, PageUse } from '../domain/page.ts';
import type { PollingHistory } from '../domain/polling-history.ts';
import type { FeedPush, PushState } from '../domain/push.ts';
import type { Db } from './db.ts';

export interface FeedPage {
  after: string;
  limit: number;
  /** Only feeds in this state. Relies on polling_by_state. */
  state?: FeedState | undefined;
}

/** A page of feeds by ascending id, from after `after`. */
export async function listFeeds(db: Db, { after, limit, state }: FeedPage): Promise<Feed[]> {
  const inState = state === undefined ? '' : ' and p.state = $2';
  const values = state === undefined ? [after] : [after, state];
  return selectFeeds(db, `f.removed_at is null and f.id > $1${inState}`, values, limit);
}

/** The feed that `reference` names by id, key or address; null when none does. */
export async function findFeed(db: Db, reference: string): Promise<Feed | null> {
  const feeds = await selectFeeds(
    db,
    'f.removed_at is null and (f.id::text = $1 or f.key = $1 or f.url = $1)',
    [reference],
    1,
  );
  return feeds[0] ?? null;
}

/** The feed with this id; null when there is none. */
export async function findFeedById(db: Db, id: string): Promise<Feed | null> {
  const [feed] = await selectFeeds(db, 'f.removed_at is null and f.id = $1', [id]);
  return feed ?? null;
}

/** What normalization needs of the feeds with these ids, removed ones included, by id. */
export async function findFeedContexts(db: Db, ids: string[]): Promise<Map<string, FeedContext>> {
  const { rows } = await db.query<FeedContext>(
    `select id, title, outlet, section, language, rules, full_text as "fullText", stated_language as "statedLanguage", stated_rights as "statedRights"
     from feeds where id = any ($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Feeds that a condition on `f` (feeds) and `p` (polling) picks, by ascending id; for src/store alone. Relies on
 * fetches_by_feed for what is wrong with those that fail.
 */
export async function selectFeeds(
  db: Db,
  where: string,
  values: unknown[],
  limit = 1_000_000,
): Promise<Feed[]> {
  const { rows } = await db.query<FeedRow & PushColumns & PageColumns>(
    `select f.id, f.key, f.origin, f.url, f.outlet, f.section, f.language, f.schedule, f.headers, f.rules, f.paused, f.full_text,
       f.title, f.site_url, p.due_at, p.fetched_at, p.succeeded_at, p.outcome, p.failures, p.failing_since, p.state,
       p.state_since, p.history, s.hub, s.state as push_state, s.lease_until, s.pushed_at, s.fault as push_fault,
       g.use as page_use, g.url as page_url, g.at as page_at, g.message as page_message, g.misses as page_misses,
       case when p.failures > 0 then
         (select message from fetches where feed_id = f.id order by id desc limit 1) end as fault
     from feeds f join polling p on p.feed_id = f.id left join hub_subscriptions s on s.feed_id = f.id
       left join feed_pages g on g.feed_id = f.id
     where ${where} order by f.id limit ${limit}`,
    values,
  );
  return rows.map(toFeed);
}

interface FeedRow extends Omit<FeedDefinition, 'fullText'> {
  id: string;
  full_text: FeedDefinition['fullText'];
  origin: Origin;
  title: string | null;
  site_url: string | null;
  due_at: Date;
  fetched_at: Date | null;
  succeeded_at: Date | null;
  outcome: string | null;
  failures: number;
  failing_since: Date | null;
  fault: string | null;
  state: FeedState;
  state_since: Date | null;
  history: Partial<PollingHistory>;
}

/** All null where the feed has no subscription. */
interface PushColumns {
  hub: string | null;
  push_state: PushState | null;
  lease_until: Date | null;
  pushed_at: Date | null;
  push_fault: string | null;
}

/** All null where none of the feed's items asked for a page. */
interface PageColumns {
  page_use: PageUse | null;
  page_url: string | null;
  page_at: Date | null;
  page_message: string | null;
  page_misses: number | null;
}

function toFeed({
  hub,
  push_state,
  lease_until,
  pushed_at,
  push_fault,
  page_use,
  page_url,
  page_at,
  page_message,
  page_misses,
  ...row
}: FeedRow & PushColumns & PageColumns): Feed {
  const {
    full_text,
    site_url,
    due_at,
    fetched_at,
    succeeded_at,
    failing_since,
    state_since,
    history,
    ...rest
  } = row;
  return {
    ...rest,
    fullText: full_text,
    siteUrl: site_url,
    dueAt: due_at.toISOString(),
    fetchedAt: fetched_at?.toISOString() ?? null,
    succeededAt: succeeded_at?.toISOString() ?? null,
    failingSince: failing_since?.toISOString() ?? null,
    stateSince: state_since?.toISOString() ?? null,
    movedTo: history.move?.to ?? null,
    lastNewAt: history.lastNewAt ?? null,
    newPerHour: history.newPerHour ?? null,
    keyFallback: history.keyFallback ?? null,
    push: toPush({ hub, push_state, lease_until, pushed_at, push_fault }),
    pages: toFeedPages({ page_use, page_url, page_at, page_message, page_misses }),
  };
}

function toFeedPages({
  page_use: use,
  page_url,
  page_at,
  page_message,
  page_misses,
}: PageColumns): FeedPages | null {
  if (use === null || page_url === null || page_at === null) return null;
  return { use, url: page_url, at: page_at.toISOString(), message: page_message, misses: page_misses ?? 0 };
}

function toPush({
  hub,
  push_state: state,
  lease_until,
  pushed_at,
  push_fault,
}: PushColumns): FeedPush | null {
  if (hub === null || state === null) return null;
  return {
    state,
    hub,
    leaseUntil: lease_until?.toISOString() ?? null,
    pushedAt: pushed_at?.toISOString() ?? null,
    fault: push_fault,
  };
}
