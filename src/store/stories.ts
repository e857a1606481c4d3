import type { NewEvent } from '../domain/event.ts';
import type { StoryMember, StoryWrites } from '../domain/story.ts';
import type { Db } from './db.ts';

/** Any constant but the one of migrations. */
const storiesLock = 7_142_002;

/**
 * Waits until no other transaction decides stories; held until this one ends. What others decided is visible to every
 * statement that follows, so two copies that are stored at the same moment find each other.
 */
export async function lockStories(db: Db): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1)', [storiesLock]);
}

/** How these articles are in stories, by id. */
export async function findStoryMembers(
  db: Db,
  ids: string[],
): Promise<Map<string, StoryMember & { storyId: string }>> {
  const { rows } = await db.query<StoryMember & { storyId: string }>(
    `select article_id as id, story_id as "storyId", of_id as of, score, reason from story_members
     where article_id = any ($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Writes what became of stories and returns the events of it: who joined, who left, who leads now. */
export async function writeStories(db: Db, writes: StoryWrites, at: Date): Promise<NewEvent[]> {
  const events = await removeMembers(db, writes.left, at);
  const ids: string[] = [];
  for (const { id, leadId, members } of writes.changed) {
    const storyId = id ?? (await insertStory(db, leadId, at));
    ids.push(storyId);
    events.push(...(await writeMembers(db, storyId, members, at)));
  }
  for (const { id, into } of writes.merged) await mergeStory(db, id, ids[into] ?? id);
  const leads: NewEvent[] = [];
  for (const [index, { leadId }] of writes.changed.entries())
    leads.push(...(await settleStory(db, ids[index] ?? '', leadId, at)));
  return withLeads(events, leads);
}

/** An article that joins a story and leads it at once is told of once. */
function withLeads(events: NewEvent[], leads: NewEvent[]): NewEvent[] {
  const isOfBoth = (joined: NewEvent, lead: NewEvent) =>
    joined.articleId === lead.articleId &&
    joined.storyId === lead.storyId &&
    joined.changed.includes('joined');
  const merged = events.map((event) =>
    leads.some((lead) => isOfBoth(event, lead)) ? { ...event, changed: ['joined', 'lead'] } : event,
  );
  return [...merged, ...leads.filter((lead) => !events.some((event) => isOfBoth(event, lead)))];
}

async function insertStory(db: Db, leadId: string, at: Date): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    'insert into stories (lead_id, size, created_at, changed_at) values ($1, 0, $2, $2) returning id',
    [leadId, at],
  );
  return rows[0]?.id ?? '';
}

/** Members come from other stories or from none; of those that were here, only what explains them changes. */
async function writeMembers(db: Db, storyId: string, members: StoryMember[], at: Date): Promise<NewEvent[]> {
  const json = JSON.stringify(members);
  const { rows } = await db.query<{ articleId: string; revision: number; reason: string }>(
    `with given as (
       select * from jsonb_to_recordset($2::jsonb) as g (id bigint, "of" bigint, score double precision, reason text)
     ), joining as (
       select g.id, g.reason from given g
       where not exists (select from story_members m where m.article_id = g.id and m.story_id = $1)
     ), written as (
       insert into story_members (article_id, story_id, of_id, score, reason, joined_at)
       select id, $1, "of", score, reason, $3 from given
       on conflict (article_id) do update set story_id = excluded.story_id, of_id = excluded.of_id,
         score = excluded.score, reason = excluded.reason,
         joined_at = case when story_members.story_id = excluded.story_id then story_members.joined_at
           else excluded.joined_at end
     )
     select a.id as "articleId", a.revision, j.reason from joining j join articles a on a.id = j.id order by a.id`,
    [storyId, json, at],
  );
  return rows.map((row) => toEvent(row, 'joined', storyId, row.reason, at));
}

async function removeMembers(db: Db, articleIds: string[], at: Date): Promise<NewEvent[]> {
  if (articleIds.length === 0) return [];
  const { rows } = await db.query<{ articleId: string; revision: number; storyId: string }>(
    `with removed as (
       delete from story_members where article_id = any ($1::bigint[]) returning article_id, story_id
     ), counted as (
       update stories s set changed_at = $2, size = (
         select count(*) from story_members m where m.story_id = s.id and not m.article_id = any ($1::bigint[]))
       where id in (select story_id from removed)
     )
     select a.id as "articleId", a.revision, r.story_id as "storyId"
     from removed r join articles a on a.id = r.article_id order by a.id`,
    [articleIds, at],
  );
  return rows.map((row) => toEvent(row, 'left', row.storyId, null, at));
}

/** The ids of the story and of all that were merged into it lead to the other from now on. */
async function mergeStory(db: Db, id: string, into: string): Promise<void> {
  await db.query('update stories set merged_into = $2, size = 0 where id = $1 or merged_into = $1', [
    id,
    into,
  ]);
}

/** Counts the members and sets the lead; tells where it is another than before. */
async function settleStory(db: Db, id: string, leadId: string, at: Date): Promise<NewEvent[]> {
  const { rows } = await db.query<{ articleId: string; revision: number; reason: string; isNew: boolean }>(
    `with before as materialized (select lead_id, size from stories where id = $1),
     settled as (
       update stories set lead_id = $2, changed_at = $3, merged_into = null,
         size = (select count(*) from story_members where story_id = $1)
       where id = $1
     )
     select a.id as "articleId", a.revision, m.reason from before b
     join articles a on a.id = $2 join story_members m on m.article_id = a.id
     where b.lead_id <> $2 or b.size = 0`,
    [id, leadId, at],
  );
  return rows.map((row) => toEvent(row, 'lead', id, row.reason, at));
}

function toEvent(
  { articleId, revision }: { articleId: string; revision: number },
  change: 'joined' | 'left' | 'lead',
  storyId: string,
  reason: string | null,
  at: Date,
): NewEvent {
  return { type: 'story', articleId, revision, changed: [change], at: at.toISOString(), storyId, reason };
}
