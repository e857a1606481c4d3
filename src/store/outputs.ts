import type { Output, OutputDefinition } from '../domain/output.ts';
import type { Db } from './db.ts';
import { isUniqueViolation } from './pg-errors.ts';

/** Stores an output that is told of events after `startsAfter`; null where another has its name. */
export async function insertOutput(
  db: Db,
  { name, topicId, notices, content }: OutputDefinition,
  token: string,
  startsAfter: string,
  now: Date,
): Promise<Output | null> {
  const { rows } = await db.query<OutputRow>(
    `insert into outputs (name, topic_id, notices, content, token, starts_after, changed_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing returning ${columns}`,
    [name, topicId, notices, content, token, startsAfter, now],
  );
  return rows[0] ? toOutput(rows[0]) : null;
}

/** All outputs by name. */
export async function listOutputs(db: Db): Promise<Output[]> {
  const { rows } = await db.query<OutputRow>(`select ${columns} from outputs order by name`);
  return rows.map(toOutput);
}

/** The output that `reference` names by id or name; null where none does. */
export async function findOutput(db: Db, reference: string): Promise<Output | null> {
  const { rows } = await db.query<OutputRow>(
    `select ${columns} from outputs where id::text = $1 or name = $1 order by name = $1 desc limit 1`,
    [reference],
  );
  return rows[0] ? toOutput(rows[0]) : null;
}

/** The output at this token's address, and the position of its last entry; null where there is none. */
export async function findOutputByToken(
  db: Db,
  token: string,
): Promise<(Output & { lastPosition: number }) | null> {
  const { rows } = await db.query<OutputRow & { last_position: string }>(
    `select ${columns}, last_position from outputs where token = $1`,
    [token],
  );
  const [row] = rows;
  return row ? { ...toOutput(row), lastPosition: Number(row.last_position) } : null;
}

/** What of an output can become another; undefined stays. */
export type OutputChange = { [Field in 'name' | 'content']?: Output[Field] | undefined };

/** Changes an output; null where there is none with this id. */
export async function changeOutput(
  db: Db,
  id: string,
  { name, content }: OutputChange,
  now: Date,
): Promise<Output | 'name-taken' | null> {
  try {
    const { rows } = await db.query<OutputRow>(
      `update outputs set name = coalesce($2, name), content = coalesce($3, content), changed_at = $4
       where id = $1 returning ${columns}`,
      [id, name ?? null, content ?? null, now],
    );
    return rows[0] ? toOutput(rows[0]) : null;
  } catch (error) {
    if (isUniqueViolation(error)) return 'name-taken';
    throw error;
  }
}

/** Gives an output another address; the one before leads nowhere from now on. Null where there is no such output. */
export async function changeToken(db: Db, id: string, token: string): Promise<Output | null> {
  const { rows } = await db.query<OutputRow>(
    `update outputs set token = $2 where id = $1 returning ${columns}`,
    [id, token],
  );
  return rows[0] ? toOutput(rows[0]) : null;
}

/** Forgets an output with its entries; false where there is none with this id. */
export async function removeOutput(db: Db, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from outputs where id = $1', [id]);
  return rowCount === 1;
}

const columns = 'id, name, topic_id, notices, content, token, changed_at, created_at';

type OutputRow = Omit<Output, 'topicId' | 'changedAt' | 'createdAt'> & {
  topic_id: string | null;
  changed_at: Date;
  created_at: Date;
};

function toOutput({
  id,
  name,
  topic_id,
  notices,
  content,
  token,
  changed_at,
  created_at,
}: OutputRow): Output {
  return {
    id,
    name,
    topicId: topic_id,
    notices,
    content,
    token,
    changedAt: changed_at.toISOString(),
    createdAt: created_at.toISOString(),
  };
}
