import type { Db } from './db.ts';

/** An output with entries that the hub has not heard of. */
export interface UnannouncedOutput {
  id: string;
  token: string;
  lastPosition: string;
}

/** Outputs whose hub is to be told at `now`. */
export async function findUnannounced(db: Db, now: Date, limit: number): Promise<UnannouncedOutput[]> {
  const { rows } = await db.query<UnannouncedOutput>(
    `select id, token, last_position as "lastPosition" from outputs
     where last_position > announced_position and (announce_at is null or announce_at <= $1) order by id limit $2`,
    [now, limit],
  );
  return rows;
}

/** Notes that the hub knows of an output up to this position. */
export async function markAnnounced(db: Db, id: string, position: string): Promise<void> {
  await db.query('update outputs set announced_position = $2, announce_at = null where id = $1', [
    id,
    position,
  ]);
}

/** Notes when the hub is told of an output again. */
export async function postponeAnnouncement(db: Db, id: string, until: Date): Promise<void> {
  await db.query('update outputs set announce_at = $2 where id = $1', [id, until]);
}
