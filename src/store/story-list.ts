import type { ArticleContent } from '../domain/article.ts';
import type { Killed } from '../domain/kill.ts';
import type { Db } from './db.ts';

/** A story in a list. */
export interface StorySummary {
  id: string;
  size: number;
  leadId: string;
  title: string | null;
  /** An article of it that was killed: a warning. */
  killedId: string | null;
  createdAt: string;
  changedAt: string;
}

/** An article of a story, with its text. */
export interface StoredStoryMember {
  articleId: string;
  title: string | null;
  bodyText: string;
  url: string | null;
  feedId: string;
  feed: string;
  outlet: string | null;
  publishedAt: string | null;
  firstSeenAt: string;
  of: string | null;
  score: number | null;
  reason: string;
  joinedAt: string;
  /** Null while it stands. */
  killed: Killed | null;
}

const maxMembers = 500;

/**
 * A page of stories that have several articles, newest first; the next page is the one after the last id. Those of
 * which no article stands any more are left out unless `withKilled`.
 */
export async function listStories(
  db: Db,
  after: string | null,
  limit: number,
  withKilled = false,
): Promise<StorySummary[]> {
  const { rows } = await db.query<SummaryRow>(
    `select ${summaryColumns} from stories s join articles a on a.id = s.lead_id
     where s.size > 1 and ($1::bigint is null or s.id < $1) and ($3 or exists (
       select from story_members m where m.story_id = s.id
         and not exists (select from kills k where k.article_id = m.article_id)))
     order by s.id desc limit $2`,
    [after, limit, withKilled],
  );
  return rows.map(toSummary);
}

/** The story with this id, or the one that took its articles over; null where there is none. */
export async function findStory(db: Db, id: string): Promise<StorySummary | null> {
  const { rows } = await db.query<SummaryRow>(
    `select ${summaryColumns} from stories asked join stories s on s.id = coalesce(asked.merged_into, asked.id)
     join articles a on a.id = s.lead_id where asked.id = $1`,
    [id],
  );
  return rows[0] ? toSummary(rows[0]) : null;
}

/** The articles of a story, in the order in which they were stored; 500 at most. */
export async function listStoryMembers(db: Db, storyId: string): Promise<StoredStoryMember[]> {
  const { rows } = await db.query<MemberRow>(
    `select m.article_id as "articleId", a.content, a.feed_id as "feedId", coalesce(f.title, f.key) as feed, f.outlet,
       a.first_seen_at, m.of_id as of, m.score, m.reason, m.joined_at, k.killed_at, k.reason as kill_reason
     from story_members m join articles a on a.id = m.article_id join feeds f on f.id = a.feed_id
       left join kills k on k.article_id = a.id
     where m.story_id = $1 order by m.article_id limit ${maxMembers}`,
    [storyId],
  );
  return rows.map(({ content, first_seen_at, joined_at, killed_at, kill_reason, ...member }) => ({
    ...member,
    title: content.title,
    bodyText: content.bodyText,
    url: content.url,
    publishedAt: content.publishedAt,
    firstSeenAt: first_seen_at.toISOString(),
    joinedAt: joined_at.toISOString(),
    killed: killed_at && { at: killed_at.toISOString(), reason: kill_reason ?? '' },
  }));
}

interface SummaryRow {
  id: string;
  size: number;
  leadId: string;
  title: string | null;
  killedId: string | null;
  created_at: Date;
  changed_at: Date;
}

type MemberRow = Omit<
  StoredStoryMember,
  'title' | 'bodyText' | 'url' | 'publishedAt' | 'firstSeenAt' | 'joinedAt' | 'killed'
> & {
  content: ArticleContent;
  first_seen_at: Date;
  joined_at: Date;
  killed_at: Date | null;
  kill_reason: string | null;
};

const summaryColumns = `s.id, s.size, s.lead_id as "leadId", a.content->>'title' as title, s.created_at, s.changed_at,
  (select min(m.article_id) from story_members m join kills using (article_id) where m.story_id = s.id) as "killedId"`;

function toSummary({ created_at, changed_at, ...story }: SummaryRow): StorySummary {
  return { ...story, createdAt: created_at.toISOString(), changedAt: changed_at.toISOString() };
}
