import type { Topic, TopicDefinition } from '../domain/topic.ts';
import { type Db, inTransaction, type Pool } from './db.ts';
import { findLogHead } from './events.ts';
import { startFollower, topicsFollower } from './followers.ts';
import { isForeignKeyViolation, isUniqueViolation } from './pg-errors.ts';

/** What became of a topic that was to be added or changed. */
export type TopicOutcome = { kind: 'stored'; topic: Topic } | { kind: 'name-taken' } | { kind: 'unknown' };

/** All topics by name. */
export async function listTopics(db: Db): Promise<Topic[]> {
  const { rows } = await db.query<TopicRow>(`select ${columns} from topics order by name`);
  return rows.map(toTopic);
}

/** The topic that `reference` names by id or name; null where none does. */
export async function findTopic(db: Db, reference: string): Promise<Topic | null> {
  const { rows } = await db.query<TopicRow>(
    `select ${columns} from topics where name = $1 or id::text = $1 order by name = $1 desc limit 1`,
    [reference],
  );
  return rows[0] ? toTopic(rows[0]) : null;
}

/** Adds a topic: it is matched against every event that is written after this has been committed. */
export async function addTopic(pool: Pool, definition: TopicDefinition, now: Date): Promise<TopicOutcome> {
  return writeTopic(
    pool,
    `insert into topics (name, query, stemming, paused, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $5) returning ${columns}`,
    [...toValues(definition), now],
  );
}

/** Gives a topic another definition; what it matched stays. */
export async function changeTopic(
  pool: Pool,
  id: string,
  definition: TopicDefinition,
  now: Date,
): Promise<TopicOutcome> {
  return writeTopic(
    pool,
    `update topics set name = $1, query = $2, stemming = $3, paused = $4, changed_at = $5
     where id = $6 returning ${columns}`,
    [...toValues(definition), now, id],
  );
}

/** What became of a topic that was to be removed; one that subscriptions, outputs or consumers are of stays. */
export type TopicRemoval = 'removed' | 'unknown' | 'in-use';

/** Removes a topic and its matches, unless a subscription, an output or a consumer is of it. */
export async function removeTopic(pool: Pool, id: string): Promise<TopicRemoval> {
  try {
    return await inTransaction(pool, async (db) => {
      await bumpVersion(db);
      const { rowCount } = await db.query('delete from topics where id = $1', [id]);
      return rowCount === 1 ? 'removed' : 'unknown';
    });
  } catch (error) {
    if (isForeignKeyViolation(error)) return 'in-use';
    throw error;
  }
}

/** Grows with every change of a topic. With `locked` no topic changes until the transaction ends. */
export async function findTopicsVersion(db: Db, locked = false): Promise<string> {
  const { rows } = await db.query<{ version: string }>(
    `select version from topics_version${locked ? ' for share' : ''}`,
  );
  return rows[0]?.version ?? '0';
}

async function writeTopic(pool: Pool, sql: string, values: unknown[]): Promise<TopicOutcome> {
  try {
    return await inTransaction(pool, async (db) => {
      await bumpVersion(db);
      await startFollower(db, topicsFollower, await findLogHead(db));
      const { rows } = await db.query<TopicRow>(sql, values);
      return rows[0] ? { kind: 'stored', topic: toTopic(rows[0]) } : { kind: 'unknown' };
    });
  } catch (error) {
    if (isUniqueViolation(error)) return { kind: 'name-taken' };
    throw error;
  }
}

async function bumpVersion(db: Db): Promise<void> {
  await db.query('update topics_version set version = version + 1');
}

const columns = 'id, name, query, stemming, paused, created_at, changed_at';

type TopicRow = Omit<Topic, 'createdAt' | 'changedAt'> & { created_at: Date; changed_at: Date };

function toValues({ name, query, stemming, paused }: TopicDefinition): unknown[] {
  return [name, query, stemming, paused];
}

function toTopic({ created_at, changed_at, ...topic }: TopicRow): Topic {
  return { ...topic, createdAt: created_at.toISOString(), changedAt: changed_at.toISOString() };
}
