import type { Db } from './db.ts';

/** Deletes up to `limit` pushes that came before `before` and that nobody could read. Their feeds are polled anyway. */
export async function prunePushes(db: Db, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from pushes where id = any (array(
       select id from pushes where received_at < $1 order by id limit $2 for update skip locked))`,
    [before, limit],
  );
  return rowCount ?? 0;
}
