import { WiredeskError } from '../domain/errors.ts';
import type { Feed } from '../domain/feed.ts';
import type { FeedDefinition } from '../domain/feed-definition.ts';
import type { Origin } from '../domain/origin.ts';
import { type Db, inTransaction, type Pool } from './db.ts';
import { selectFeeds } from './feeds.ts';
import { isUniqueViolation } from './pg-errors.ts';
import { newestItem, onceMore } from './renormalizations.ts';
import { storableJson } from './storable.ts';

/** Any constant: changes of many feeds run one after another. */
const changeLock = 7_142_002;

/** What an apply of the feeds file did, in keys. */
export interface AppliedFeeds {
  added: string[];
  changed: string[];
  removed: string[];
  unchanged: number;
  /** Those of `changed` whose articles are made anew, as what normalization goes by is another. */
  renormalized: string[];
}

/**
 * Makes the feeds of origin `file` what `definitions` says; feeds of operators are left alone, unless the file now
 * names one by its key or address, which makes it the file's.
 * @throws WiredeskError conflict when an address belongs to an operator's feed and the key to another feed.
 */
export async function applyFeeds(
  pool: Pool,
  definitions: FeedDefinition[],
  now: Date,
): Promise<AppliedFeeds> {
  return inTransaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [changeLock]);
    await adoptByUrl(db, definitions);
    const keys = definitions.map((definition) => definition.key);
    const { rows: removed } = await db.query<{ key: string }>(
      `update feeds set removed_at = $2, changed_at = $2
       where origin = 'file' and removed_at is null and key <> all ($1::text[]) returning key`,
      [keys, now],
    );
    const written = await writeFeeds(db, definitions, 'file', now);
    return {
      added: written.filter((row) => row.added).map((row) => row.key),
      changed: written.filter((row) => !row.added).map((row) => row.key),
      removed: removed.map((row) => row.key),
      unchanged: definitions.length - written.length,
      renormalized: written.filter((row) => row.renormalized).map((row) => row.key),
    };
  });
}

/** What adding feeds did: the feeds added, and the definitions whose key or address was there already. */
export interface AddedFeeds {
  added: Feed[];
  present: FeedDefinition[];
}

/** Adds operators' feeds in one go; those whose key or address is there already stay as they are. */
export async function addFeeds(pool: Pool, definitions: FeedDefinition[], now: Date): Promise<AddedFeeds> {
  return inTransaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [changeLock]);
    const { rows } = await db.query<{ key: string; url: string }>(
      'select key, url from feeds where removed_at is null and (key = any ($1) or url = any ($2))',
      [definitions.map((definition) => definition.key), definitions.map((definition) => definition.url)],
    );
    const { fresh, present } = tellApart(definitions, rows);
    await writeFeeds(db, fresh, 'operator', now);
    const keys = fresh.map((definition) => definition.key);
    return { added: await selectFeeds(db, 'f.key = any ($1) and f.removed_at is null', [keys]), present };
  });
}

/**
 * Changes an operator's feed, which is asked again at once. Null when there is no such feed.
 * @throws WiredeskError conflict when another feed has its key or address.
 */
export async function changeFeed(
  pool: Pool,
  id: string,
  definition: FeedDefinition,
  now: Date,
): Promise<Feed | null> {
  return inTransaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [changeLock]);
    const { rowCount } = await refuseTwins(
      db.query('update feeds set key = $2 where id = $1 and removed_at is null', [id, definition.key]),
    );
    if (rowCount !== 1) return null;
    await writeFeeds(db, [definition], 'operator', now);
    const [feed] = await selectFeeds(db, 'f.id = $1', [id]);
    return feed ?? null;
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

function tellApart(definitions: FeedDefinition[], known: { key: string; url: string }[]) {
  const keys = new Set(known.map(({ key }) => key));
  const urls = new Set(known.map(({ url }) => url));
  const fresh: FeedDefinition[] = [];
  const present: FeedDefinition[] = [];
  for (const definition of definitions) {
    const isPresent = keys.has(definition.key) || urls.has(definition.url);
    (isPresent ? present : fresh).push(definition);
    keys.add(definition.key);
    urls.add(definition.url);
  }
  return { fresh, present };
}

/** One row a definition in `$1`, a JSON array. */
const definitionRows = `select * from jsonb_to_recordset($1::jsonb) as d (
  key text, url text, host text, outlet text, section text, language text,
  schedule jsonb, headers jsonb, rules jsonb, paused boolean, "fullText" text)`;

function definitionsJson(definitions: FeedDefinition[]): string {
  return storableJson(
    definitions.map((definition) => ({ ...definition, host: new URL(definition.url).host })),
  );
}

/** Operators' feeds whose address the definitions have under another key get that key. */
async function adoptByUrl(db: Db, definitions: FeedDefinition[]): Promise<void> {
  await db.query(
    `update feeds f set key = d.key from (${definitionRows}) d
     where f.origin = 'operator' and f.removed_at is null and f.url = d.url and f.key <> d.key
       and not exists (select from feeds other where other.key = d.key)`,
    [definitionsJson(definitions)],
  );
}

/**
 * Writes definitions under their keys and returns the keys of those that were new or different. Their feeds are due
 * at once, and their articles made anew where their rules are others. Polling rows are locked first, as by a fetch that settles: the same order everywhere, so no deadlock.
 */
async function writeFeeds(db: Db, definitions: FeedDefinition[], origin: Origin, now: Date) {
  const json = definitionsJson(definitions);
  await db.query(
    `select from polling where feed_id in (select id from feeds join (${definitionRows}) d using (key))
     order by feed_id for update`,
    [json],
  );
  await forgetAddresses(db, json);
  const renormalized = await renormalizeRuled(db, json, now);
  const { rows } = await refuseTwins(
    db.query<{ key: string; added: boolean }>(
      `with written as (
         insert into feeds (key, origin, url, host, outlet, section, language, schedule, headers, rules, paused,
                            full_text, created_at, changed_at)
         select key, $2, url, host, outlet, section, language, schedule, headers, rules, paused, "fullText", $3, $3
         from (${definitionRows}) d
         on conflict (key) do update set
           origin = excluded.origin, url = excluded.url, host = excluded.host, outlet = excluded.outlet,
           section = excluded.section, language = excluded.language, schedule = excluded.schedule,
           headers = excluded.headers, rules = excluded.rules, paused = excluded.paused,
           full_text = excluded.full_text, changed_at = excluded.changed_at, removed_at = null
         where (feeds.origin, feeds.url, feeds.outlet, feeds.section, feeds.language, feeds.schedule, feeds.headers,
                feeds.rules, feeds.paused, feeds.full_text, feeds.removed_at)
           is distinct from (excluded.origin, excluded.url, excluded.outlet, excluded.section, excluded.language,
                excluded.schedule, excluded.headers, excluded.rules, excluded.paused, excluded.full_text, null)
         returning id, key, host, (xmax = 0) as added
       ), due as (
         insert into polling (feed_id, due_at, host) select id, $3, host from written
         on conflict (feed_id) do update set
           due_at = excluded.due_at, host = excluded.host, is_waiting = false, is_off = false
       )
       select key, added from written`,
      [json, origin, now],
    ),
  );
  return rows.map((row) => ({ ...row, renormalized: renormalized.has(row.key) }));
}

/**
 * Asks for the articles to be made anew of feeds whose rules are other ones, or what else of them normalization goes by;
 * returns their keys. Examples of rules change nothing.
 */
async function renormalizeRuled(db: Db, json: string, now: Date): Promise<Set<string>> {
  const { rows } = await db.query<{ key: string }>(
    `with changed as (
       select f.id, f.key from feeds f join (${definitionRows}) d using (key)
       where (f.outlet, f.section, f.language, f.rules - 'examples')
         is distinct from (d.outlet, d.section, d.language, d.rules - 'examples')
     ), requested as (
       insert into renormalizations (feed_id, reason, requested_at, newest_item)
       select id, 'the rules of its feed changed', $2, ${newestItem} from changed order by id ${onceMore}
     )
     select key from changed`,
    [json, now],
  );
  return new Set(rows.map(({ key }) => key));
}

/**
 * Where address or headers change, what polling knows is about another answer: its validators would let the new
 * address say "not modified", a fetch in hand would settle for the old one, and a hub would push it. The old address is moved out of the
 * way, so that two feeds can swap theirs.
 */
async function forgetAddresses(db: Db, json: string): Promise<void> {
  await db.query(
    `with changed as (
       select f.id from feeds f join (${definitionRows}) d using (key)
       where (f.url, f.headers) is distinct from (d.url, d.headers)
     ), forgotten as (
       update polling p set etag = null, last_modified = null, history = '{}', failures = 0, failing_since = null,
         claim = p.claim + 1, claimed_until = null
       from changed where p.feed_id = changed.id
     ), unsubscribed as (
       delete from hub_subscriptions using changed where feed_id = changed.id
     )
     update feeds f set url = 'changing:' || f.id from changed where f.id = changed.id`,
    [json],
  );
}

async function refuseTwins<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new WiredeskError('conflict', `another feed has this key or address: ${error.detail}`);
  }
}
