import type { Db } from './db.ts';

/** Plans the deliveries of subscriptions; begins with the first of them. */
export const deliveriesFollower = 'deliveries';

/** Puts entries into outputs; begins with the first of them. */
export const outputsFollower = 'outputs';

/** Matches events against the topics; begins with the first of them. */
export const topicsFollower = 'topics';

/** The cursor up to which `name` has worked the log off; null where there is none of this name. */
export async function findFollower(db: Db, name: string): Promise<string | null> {
  const { rows } = await db.query<{ cursor: string }>('select cursor from followers where name = $1', [name]);
  return rows[0]?.cursor ?? null;
}

/**
 * The cursor up to which `name` has worked the log off, locked until the transaction ends; null while another process has
 * it, or where there is none of this name.
 */
export async function lockFollower(db: Db, name: string): Promise<string | null> {
  const { rows } = await db.query<{ cursor: string }>(
    'select cursor from followers where name = $1 for update skip locked',
    [name],
  );
  return rows[0]?.cursor ?? null;
}

/** The same, waiting for another process that has it. */
export async function awaitFollower(db: Db, name: string): Promise<string | null> {
  const { rows } = await db.query<{ cursor: string }>(
    'select cursor from followers where name = $1 for update',
    [name],
  );
  return rows[0]?.cursor ?? null;
}

/** Makes a follower that begins after `cursor`, unless there is one of this name. */
export async function startFollower(db: Db, name: string, cursor: string): Promise<void> {
  await db.query('insert into followers (name, cursor) values ($1, $2) on conflict do nothing', [
    name,
    cursor,
  ]);
}

/** Notes that the follower has worked the log off up to `cursor`; in the transaction that did it. */
export async function moveFollower(db: Db, name: string, cursor: string): Promise<void> {
  await db.query('update followers set cursor = $2 where name = $1', [name, cursor]);
}
