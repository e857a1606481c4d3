import type { Db } from './db.ts';

/**
 * Looks at the next `limit` raw items that were received before `before` and deletes those that are no article's current
 * content and do not wait. Returns how many it looked at; after the last it begins anew with the next call. Relies on
 * the primary keys and articles_by_item.
 */
export async function sweepItems(db: Db, before: Date, limit: number): Promise<number> {
  const { rows } = await db.query<{ looked: number }>(
    `with mark as materialized (
       select item_id from item_sweep for update
     ), next as materialized (
       select i.id from items i, mark where i.id > mark.item_id and i.received_at < $1 order by i.id limit $2
     ), moved as (
       update item_sweep set item_id = coalesce((select max(id) from next), 0)
     ), gone as (
       delete from items i using next where i.id = next.id
         and not exists (select from articles a where a.item_id = i.id)
         and not exists (select from waiting_items w where w.item_id = i.id)
     )
     select count(*)::integer as looked from next`,
    [before, limit],
  );
  return rows[0]?.looked ?? 0;
}
