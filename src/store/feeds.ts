import { WiredeskError } from '../domain/errors.ts';
import type { Feed, FeedContext, FeedOrigin } from '../domain/feed.ts';
import type { FeedDefinition } from '../domain/feed-definition.ts';
import { type Db, inTransaction, type Pool } from './db.ts';
import { isUniqueViolation } from './pg-errors.ts';
import { storableJson } from './storable.ts';

/** Any constant: applies of the feeds file run one after another. */
const applyLock = 7_142_002;

/** What an apply of the feeds file did, in keys. */
export interface AppliedFeeds {
  added: string[];
  changed: string[];
  removed: string[];
  unchanged: number;
}

/**
 * Makes the feeds of origin `file` what `definitions` says; feeds of operators are left alone, unless the file now
 * names one by its key, which makes it the file's.
 * @throws WiredeskError conflict when an address already belongs to an operator's feed of another key.
 */
export async function applyFeeds(
  pool: Pool,
  definitions: FeedDefinition[],
  now: Date,
): Promise<AppliedFeeds> {
  return inTransaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [applyLock]);
    const keys = definitions.map((definition) => definition.key);
    const { rows: removed } = await db.query<{ key: string }>(
      `update feeds set removed_at = $2, changed_at = $2
       where origin = 'file' and removed_at is null and key <> all ($1::text[]) returning key`,
      [keys, now],
    );
    const written = await upsertFeeds(db, definitions, 'file', now);
    return {
      added: written.filter((row) => row.added).map((row) => row.key),
      changed: written.filter((row) => !row.added).map((row) => row.key),
      removed: removed.map((row) => row.key),
      unchanged: definitions.length - written.length,
    };
  });
}

/** What adding feeds did: the keys written, and the definitions whose key or address the store already had. */
export interface AddedFeeds {
  added: Feed[];
  present: FeedDefinition[];
}

/** Adds operators' feeds in one go; those whose key or address is there already stay as they are. */
export async function addFeeds(pool: Pool, definitions: FeedDefinition[], now: Date): Promise<AddedFeeds> {
  return inTransaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [applyLock]);
    const { rows } = await db.query<{ key: string; url: string }>(
      'select key, url from feeds where removed_at is null and (key = any ($1) or url = any ($2))',
      [definitions.map((definition) => definition.key), definitions.map((definition) => definition.url)],
    );
    const knownKeys = new Set(rows.map((row) => row.key));
    const knownUrls = new Set(rows.map((row) => row.url));
    const isPresent = (definition: FeedDefinition) =>
      knownKeys.has(definition.key) || knownUrls.has(definition.url);
    const fresh = definitions.filter((definition) => !isPresent(definition));
    await upsertFeeds(db, fresh, 'operator', now);
    const added = await selectFeeds(db, 'f.key = any ($1) and f.removed_at is null', [
      fresh.map((feed) => feed.key),
    ]);
    return { added, present: definitions.filter(isPresent) };
  });
}

/** Changes an operator's feed; the feed is asked again at once. Null when there is no such feed. */
export async function changeFeed(
  pool: Pool,
  id: string,
  definition: FeedDefinition,
  now: Date,
): Promise<Feed | null> {
  return inTransaction(pool, async (db) => {
    const { rows } = await db.query<{ id: string }>(
      `update feeds set key = d.key, url = d.url, host = d.host, outlet = d.outlet, section = d.section,
         language = d.language, schedule = d.schedule, headers = d.headers, rules = d.rules, paused = d.paused,
         changed_at = $2
       from (${definitionRows}) d where feeds.id = $3 and removed_at is null returning feeds.id`,
      [definitionsJson([definition]), now, id],
    );
    if (!rows[0]) return null;
    await db.query('update polling set due_at = $2 where feed_id = $1', [id, now]);
    const [feed] = await selectFeeds(db, 'f.id = $1', [id]);
    return feed ?? null;
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new WiredeskError(
      'conflict',
      `another feed has the key ${definition.key} or the address ${definition.url}`,
    );
  });
}

/** Takes a feed out of polling and lists; what it brought stays. False when there is no such feed. */
export async function removeFeed(db: Db, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'update feeds set removed_at = $2, changed_at = $2 where id = $1 and removed_at is null',
    [id, now],
  );
  return rowCount === 1;
}

/** A page of feeds by ascending id, from after `after`. */
export async function listFeeds(db: Db, page: { after: string; limit: number }): Promise<Feed[]> {
  return selectFeeds(db, 'f.removed_at is null and f.id > $1', [page.after], page.limit);
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
    `select id, title, outlet, section, language, stated_language as "statedLanguage", stated_rights as "statedRights"
     from feeds where id = any ($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** One row a definition in `$1`, a JSON array. */
const definitionRows = `select * from jsonb_to_recordset($1::jsonb) as d (
  key text, url text, host text, outlet text, section text, language text,
  schedule jsonb, headers jsonb, rules jsonb, paused boolean)`;

function definitionsJson(definitions: FeedDefinition[]): string {
  return storableJson(
    definitions.map((definition) => ({ ...definition, host: new URL(definition.url).host })),
  );
}

async function upsertFeeds(db: Db, definitions: FeedDefinition[], origin: FeedOrigin, now: Date) {
  const { rows } = await db
    .query<{ key: string; added: boolean }>(
      `with written as (
         insert into feeds (key, origin, url, host, outlet, section, language, schedule, headers, rules, paused,
                            created_at, changed_at)
         select key, $2, url, host, outlet, section, language, schedule, headers, rules, paused, $3, $3
         from (${definitionRows}) d
         on conflict (key) do update set
           origin = excluded.origin, url = excluded.url, host = excluded.host, outlet = excluded.outlet,
           section = excluded.section, language = excluded.language, schedule = excluded.schedule,
           headers = excluded.headers, rules = excluded.rules, paused = excluded.paused,
           changed_at = excluded.changed_at, removed_at = null
         where (feeds.origin, feeds.url, feeds.outlet, feeds.section, feeds.language, feeds.schedule, feeds.headers,
                feeds.rules, feeds.paused, feeds.removed_at)
           is distinct from (excluded.origin, excluded.url, excluded.outlet, excluded.section, excluded.language,
                excluded.schedule, excluded.headers, excluded.rules, excluded.paused, null)
         returning id, key, (xmax = 0) as added
       ), due as (
         insert into polling (feed_id, due_at) select id, $3 from written
         on conflict (feed_id) do update set due_at = excluded.due_at
       )
       select key, added from written`,
      [definitionsJson(definitions), origin, now],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      throw new WiredeskError(
        'conflict',
        `a feed of another key already has one of these addresses: ${error.detail}`,
      );
    });
  return rows;
}

async function selectFeeds(db: Db, where: string, values: unknown[], limit = 1_000_000): Promise<Feed[]> {
  const { rows } = await db.query<FeedRow>(
    `select f.id, f.key, f.origin, f.url, f.outlet, f.section, f.language, f.schedule, f.headers, f.rules, f.paused,
       f.title, f.site_url, p.due_at, p.fetched_at, p.succeeded_at, p.outcome, p.failures, p.failing_since, p.moved_to
     from feeds f join polling p on p.feed_id = f.id where ${where} order by f.id limit ${limit}`,
    values,
  );
  return rows.map(toFeed);
}

interface FeedRow extends FeedDefinition {
  id: string;
  origin: FeedOrigin;
  title: string | null;
  site_url: string | null;
  due_at: Date;
  fetched_at: Date | null;
  succeeded_at: Date | null;
  outcome: string | null;
  failures: number;
  failing_since: Date | null;
  moved_to: string | null;
}

function toFeed(row: FeedRow): Feed {
  const { site_url, due_at, fetched_at, succeeded_at, failing_since, moved_to, ...rest } = row;
  return {
    ...rest,
    siteUrl: site_url,
    dueAt: due_at.toISOString(),
    fetchedAt: fetched_at?.toISOString() ?? null,
    succeededAt: succeeded_at?.toISOString() ?? null,
    failingSince: failing_since?.toISOString() ?? null,
    movedTo: moved_to,
  };
}
