import type { Db } from './db.ts';

/**
 * Deletes up to `limit` deliveries that were to be made before `before`, with their tries, and returns how many: those
 * that were made, or those that nobody is going to make, because they are dead or their target is gone. Relies on
 * deliveries_by_age.
 */
export async function pruneDeliveries(
  db: Db,
  which: 'made' | 'given-up',
  before: Date,
  limit: number,
): Promise<number> {
  const condition =
    which === 'made'
      ? `d.state = 'delivered'`
      : `(d.state = 'dead' or (d.state = 'waiting'
           and exists (select from subscriptions s where s.id = d.subscription_id and s.state = 'gone')))`;
  const { rowCount } = await db.query(
    `delete from deliveries where id = any (array(
       select d.id from deliveries d where d.created_at < $1 and ${condition}
       order by d.created_at limit $2 for update of d skip locked))`,
    [before, limit],
  );
  return rowCount ?? 0;
}
