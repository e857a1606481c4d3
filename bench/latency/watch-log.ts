import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { logChannel } from '../../src/store/events.ts';
import { trackedNumbers } from './tracked-item.ts';

/** How often the log is read where the store does not pass NOTIFY on: so late a commit is seen. */
export const lookEveryMs = 20;

type OnCommitted = (number: number, at: number) => void;

/** Tells when events of tracked items were committed: when PostgreSQL notifies of them, else when a look finds them. */
export async function watchLog(
  databaseUrl: string,
  notifies: boolean,
  onCommitted: OnCommitted,
): Promise<{ close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'wiredesk-bench' });
  await client.connect();
  const look = createLook(client, onCommitted);
  const closing = new AbortController();
  const looking = notifies ? lookWhenNotified(client, look) : lookNowAndThen(look, closing.signal);
  return {
    async close() {
      closing.abort();
      await looking;
      await client.end();
    },
  };
}

type Look = (until: string | null, at?: number) => Promise<void>;

/** Looks for what is new up to a cursor, one look after another. */
function createLook(client: pg.Client, onCommitted: OnCommitted): Look {
  let after = '0';
  let looking = Promise.resolve();
  const look: Look = async (until, at) => {
    const { rows } = await client.query<{ cursor: string; title: string | null }>(
      `select e.cursor, a.content->>'title' as title from wiredesk.events e join wiredesk.articles a on a.id = e.article_id
       where e.type = 'created' and e.cursor > $1 and e.cursor <= coalesce($2::bigint, e.cursor) order by e.cursor`,
      [after, until],
    );
    const seenAt = at ?? performance.now();
    for (const { cursor, title } of rows) {
      after = cursor;
      for (const number of trackedNumbers(title ?? '')) onCommitted(number, seenAt);
    }
  };
  return (until, at) => {
    looking = looking.then(() => look(until, at));
    return looking;
  };
}

async function lookWhenNotified(client: pg.Client, look: Look): Promise<void> {
  client.on('notification', ({ payload }) => void look(payload ?? null, performance.now()));
  await client.query(`listen ${logChannel}`);
}

async function lookNowAndThen(look: Look, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    await look(null);
    await delay(lookEveryMs, undefined, { signal: closing }).catch(() => undefined);
  }
}
