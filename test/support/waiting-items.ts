import { createHash } from 'node:crypto';
import type { Pool } from '../../src/store/db.ts';

/** Lets an item of a feed wait as a fetch would, and returns its id. */
export async function letWait(pool: Pool, feedId: string, key: string, receivedAt: Date): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `with item as (
       insert into items (feed_id, key, received_at, body) values ($1, $2, $3, $4) returning id
     )
     insert into waiting_items (item_id, batch, enqueued_at) select id, 1, $3 from item returning item_id as id`,
    [feedId, key, receivedAt, createHash('sha256').update(key).digest()],
  );
  return rows[0]?.id ?? '';
}
