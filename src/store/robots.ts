import type { Robots, RobotsMemory } from '../domain/robots.ts';
import type { Db } from './db.ts';
import { storableText } from './storable.ts';

/** What all workers know of the robots.txt of origins. */
export function robotsInStore(db: Db): RobotsMemory {
  return {
    async find(origin) {
      const { rows } = await db.query<Robots>(
        `select access, body, crawl_delay_ms as "crawlDelayMs", expires_at as "expiresAt" from robots where origin = $1`,
        [origin],
      );
      return rows[0] ?? null;
    },
    async keep(origin, { access, body, crawlDelayMs, expiresAt }) {
      await db.query(
        `insert into robots (origin, access, body, crawl_delay_ms, expires_at) values ($1, $2, $3, $4, $5)
         on conflict (origin) do update set access = excluded.access, body = excluded.body,
           crawl_delay_ms = excluded.crawl_delay_ms, expires_at = excluded.expires_at`,
        [origin, access, body === null ? null : storableText(body), crawlDelayMs, expiresAt],
      );
    },
  };
}

/** Forgets what expired before `before`, `limit` origins at the most, and returns how many. Relies on robots_expires. */
export async function pruneRobots(db: Db, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from robots where origin in (
       select origin from robots where expires_at < $1 order by expires_at limit $2)`,
    [before, limit],
  );
  return rowCount ?? 0;
}
