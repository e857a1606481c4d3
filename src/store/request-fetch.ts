import type { Db } from './db.ts';

/** Makes a feed due at `now`, unless it is due earlier. False when there is no such feed. */
export async function requestFetch(db: Db, feedId: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update polling p set due_at = least(p.due_at, $2) from feeds f
     where p.feed_id = $1 and f.id = p.feed_id and f.removed_at is null`,
    [feedId, now],
  );
  return rowCount === 1;
}
