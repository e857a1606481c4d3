import { WiredeskError } from '../domain/errors.ts';
import type { EventType, LogEvent, NewEvent } from '../domain/event.ts';
import type { Db } from './db.ts';
import { findFollower, topicsFollower } from './followers.ts';
import { storableJson } from './storable.ts';

/** Where NOTIFY tells of new events; its payload is the cursor of the last. */
export const logChannel = 'wiredesk_log';

/**
 * Appends events to the log; to be called last in the transaction that makes them.
 *
 * Cursors come from the one row of log_head, whose lock is held until the transaction ends: the next writer takes its
 * cursors only after this one has committed. So cursors become visible in their order and a reader that has seen n
 * has seen everything below n. A sequence would not do: its numbers are taken before the commit.
 */
export async function appendEvents(db: Db, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await db.query(
    `with head as (
       update log_head set cursor = cursor + jsonb_array_length($1::jsonb) where only_row
       returning cursor, cursor - jsonb_array_length($1::jsonb) as before
     ),
     written as (
       insert into events (cursor, type, article_id, revision, changed, at, story_id, class, reason)
       select head.before + e.position, e.event->>'type', (e.event->>'articleId')::bigint, (e.event->>'revision')::integer,
         array(select jsonb_array_elements_text(e.event->'changed')), (e.event->>'at')::timestamptz,
         (e.event->>'storyId')::bigint, e.event->>'class', e.event->>'reason'
       from head, jsonb_array_elements($1::jsonb) with ordinality as e (event, position)
     )
     select pg_notify($2, cursor::text) from head`,
    [storableJson(events), logChannel],
  );
}

const eventColumns =
  'cursor, type, article_id as "articleId", revision, changed, at, story_id as "storyId", class, reason';

type EventRow = Omit<LogEvent, 'at'> & { at: Date };

function toEvent(row: EventRow): LogEvent {
  return { ...row, at: row.at.toISOString() };
}

/** Which part of the log to read. Null filters let everything pass. */
export interface LogPage {
  /** Events after this cursor; `0` starts with the oldest that is kept. */
  after: string;
  /** Events up to this cursor. */
  until?: string;
  limit: number;
  types: EventType[] | null;
  /** Only events at or after this time. */
  since: Date | null;
  /** Only events of articles that were seen in this feed. */
  feedId: string | null;
  /** Only events that concern this topic; they come once they are matched (topic-matches.ts). */
  topicId: string | null;
}

/** Lets everything pass. */
export const everyEvent = { types: null, since: null, feedId: null, topicId: null } as const;

/**
 * Events in the order of the log. The next page is the one after the last cursor. Those of a topic are found by the
 * primary key of topic_matches.
 * @throws WiredeskError cursor-expired where events after that cursor are not kept any longer; not-found where the topic was removed.
 */
export async function listEvents(db: Db, page: LogPage): Promise<LogEvent[]> {
  const ofTopic = 'join (select cursor from topic_matches where topic_id = $7) m using (cursor)';
  const { rows } = await db.query<EventRow>(
    `select ${eventColumns} from events e ${page.topicId === null ? '' : ofTopic}
     where cursor > $1 and cursor <= coalesce($6::bigint, cursor) and ($3::text[] is null or type = any ($3)) and ($4::timestamptz is null or at >= $4)
       and ($5::bigint is null or exists (
         select from sightings s where s.article_id = e.article_id and s.feed_id = $5))
     order by cursor limit $2`,
    [
      ...[page.after, page.limit, page.types, page.since, page.feedId, page.until ?? null],
      ...(page.topicId === null ? [] : [page.topicId]),
    ],
  );
  await refuseMissing(db, page);
  return rows.map(toEvent);
}

/** The events with these cursors, in the order of the log. */
export async function findEvents(db: Db, cursors: string[]): Promise<LogEvent[]> {
  const { rows } = await db.query<EventRow>(
    `select ${eventColumns} from events where cursor = any ($1::bigint[]) order by cursor`,
    [cursors],
  );
  return rows.map(toEvent);
}

/** Asked after the events were read: what was deleted meanwhile is missing in them. */
async function refuseMissing(db: Db, { after, topicId }: LogPage): Promise<void> {
  if (after === '0' && topicId === null) return;
  const { rows } = await db.query<{ prunedTo: string; hasTopic: boolean }>(
    `select pruned_to as "prunedTo", $1::bigint is null or exists (select from topics where id = $1) as "hasTopic"
     from log_head`,
    [topicId],
  );
  const { prunedTo = '0', hasTopic } = rows[0] ?? {};
  if (!hasTopic) throw new WiredeskError('not-found', `there is no topic ${topicId}; it was removed`);
  if (after === '0' || BigInt(after) >= BigInt(prunedTo)) return;
  throw new WiredeskError(
    'cursor-expired',
    `events after ${after} are missing: the log is kept from ${prunedTo} on; read the articles as they are now, then go on after ${prunedTo}`,
  );
}

/** The cursor of the newest event; `0` while there is none. */
export async function findLogHead(db: Db): Promise<string> {
  const { rows } = await db.query<{ cursor: string }>('select cursor from log_head');
  return rows[0]?.cursor ?? '0';
}

/** The cursor up to which events are matched against the topics; `0` where there never was a topic. */
export async function findMatchedHead(db: Db): Promise<string> {
  return (await findFollower(db, topicsFollower)) ?? '0';
}

/** Events in the order of the log, and the cursor to go on after, which is `page.after` while there is nothing new. */
export async function readLogPage(db: Db, page: LogPage): Promise<{ events: LogEvent[]; next: string }> {
  // Read before the events: everything up to this cursor is visible to the query that follows.
  const head = page.until ?? (await (page.topicId === null ? findLogHead(db) : findMatchedHead(db)));
  const events = await listEvents(db, page);
  return { events, next: nextCursor(events, page, head) };
}

/**
 * Where to go on after a page of `limit` events, `head` being the log's before it was read, as far as it was matched where the page
 * is of a topic. A page that is not full has seen the log up to its head, so the events the filters left out need no second look.
 */
function nextCursor(events: LogEvent[], { after, limit }: LogPage, head: string): string {
  const last = events.at(-1)?.cursor ?? after;
  return events.length === limit || BigInt(last) > BigInt(head) ? last : head;
}
