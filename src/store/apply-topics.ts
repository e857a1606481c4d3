import type { TopicDefinition } from '../domain/topic.ts';
import { inTransaction, type Pool } from './db.ts';
import { storableJson } from './storable.ts';
import { beginTopicChange } from './topics.ts';

/** What an apply of the topics file did, in names. */
export interface AppliedTopics {
  added: string[];
  changed: string[];
  /** Those that the file no longer has: paused, and operators' from now on. */
  paused: string[];
  unchanged: number;
}

/**
 * Makes the topics of origin `file` what `definitions` says; those of operators are left alone, unless the file now has one of
 * the name, which makes it the file's. A topic that the file no longer has keeps what it matched, and whoever is told of it.
 */
export async function applyTopics(
  pool: Pool,
  definitions: TopicDefinition[],
  now: Date,
): Promise<AppliedTopics> {
  return inTransaction(pool, async (db) => {
    await beginTopicChange(db);
    const { rows: paused } = await db.query<{ name: string }>(
      `update topics set origin = 'operator', paused = true, changed_at = $2
       where origin = 'file' and name <> all ($1::text[]) returning name`,
      [definitions.map(({ name }) => name), now],
    );
    const { rows: written } = await db.query<{ name: string; added: boolean }>(
      `insert into topics (name, query, stemming, paused, origin, created_at, changed_at)
       select d.name, d.query, d.stemming, d.paused, 'file', $2, $2
       from jsonb_to_recordset($1::jsonb) as d (name text, query text, stemming text, paused boolean)
       on conflict (name) do update set query = excluded.query, stemming = excluded.stemming, paused = excluded.paused,
         origin = excluded.origin, changed_at = excluded.changed_at
       where (topics.query, topics.stemming, topics.paused, topics.origin)
         is distinct from (excluded.query, excluded.stemming, excluded.paused, excluded.origin)
       returning name, (xmax = 0) as added`,
      [storableJson(definitions), now],
    );
    return {
      added: written.filter(({ added }) => added).map(({ name }) => name),
      changed: written.filter(({ added }) => !added).map(({ name }) => name),
      paused: paused.map(({ name }) => name),
      unchanged: definitions.length - written.length,
    };
  });
}
