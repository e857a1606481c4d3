import type { Lease } from '../domain/consumer.ts';
import type { LogEvent } from '../domain/event.ts';
import type { Db } from './db.ts';

const columns = 'id, after, until, attempt, expires_at as "expiresAt"';

type LeaseRow = Omit<Lease, 'expiresAt'> & { expiresAt: Date };

/** The consumer's oldest part of the log that nobody said in time was done, given out anew under another id. */
export async function renewExpiredLease(
  db: Db,
  consumer: string,
  now: Date,
  expiresAt: Date,
): Promise<Lease | null> {
  const { rows } = await db.query<LeaseRow>(
    `with expired as (
       delete from leases where id = (
         select id from leases where consumer = $1 and expires_at <= $2 order by after limit 1)
       returning *
     )
     insert into leases (consumer, after, until, attempt, expires_at)
     select consumer, after, until, attempt + 1, $3 from expired returning ${columns}`,
    [consumer, now, expiresAt],
  );
  return rows[0] ? toLease(rows[0]) : null;
}

export async function insertLease(
  db: Db,
  consumer: string,
  part: { after: string; until: string },
  expiresAt: Date,
): Promise<Lease> {
  const { rows } = await db.query<LeaseRow>(
    `insert into leases (consumer, after, until, attempt, expires_at) values ($1, $2, $3, 1, $4) returning ${columns}`,
    [consumer, part.after, part.until, expiresAt],
  );
  if (!rows[0]) throw new Error('the store returned no row for a new lease');
  return toLease(rows[0]);
}

/** Of these articles, those with an event that one of the consumer's workers has in hand. Relies on events_by_article. */
export async function findArticlesInHand(
  db: Db,
  consumer: string,
  events: LogEvent[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select a.id from unnest($2::bigint[]) as a (id) where exists (
       select from leases l join events e on e.article_id = a.id and e.cursor > l.after and e.cursor <= l.until
       where l.consumer = $1)`,
    [consumer, [...new Set(events.map(({ articleId }) => articleId))]],
  );
  return new Set(rows.map(({ id }) => id));
}

/** False when the part is done already, or is in other hands since the lease expired. */
export async function deleteLease(db: Db, consumer: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from leases where consumer = $1 and id = $2', [consumer, id]);
  return rowCount === 1;
}

/** Lets another worker have the part at once. False as above. */
export async function expireLease(db: Db, consumer: string, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'update leases set expires_at = $3 where consumer = $1 and id = $2 and expires_at > $3',
    [consumer, id, now],
  );
  return rowCount === 1;
}

function toLease(row: LeaseRow): Lease {
  return { ...row, expiresAt: row.expiresAt.toISOString() };
}
