import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { copySet } from '../../bench/copies/measure-copies.ts';
import { integerBetween, randomFor, shuffled } from '../../demo/random.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import type { Pool } from '../../src/store/db.ts';
import { packItem } from '../../src/store/items.ts';
import { feedDefinition } from '../support/articles.ts';
import { blankItem } from '../support/feed-item.ts';
import { stores, type TestStore } from '../support/store.ts';

const worker = fileURLToPath(new URL('../support/story-worker.ts', import.meta.url));
const receivedAt = new Date('2026-03-01T12:00:00.000Z');
const outlets = 5;
const storedBefore = 12;
const maxKills = 8;
const members = shuffled(randomFor('killed worker', 1), copySet(7, 8));

/** PostgreSQL where there is one: there the worker's transactions overlap. */
const store = stores.findLast(({ isAvailable }) => isAvailable) ?? stores[0];

test('stories are the same whenever and however often the process that forms them is killed', {
  timeout: 120_000,
}, async () => {
  const undisturbed = await clustersOf(({ databaseUrl }) => workUntilDone(databaseUrl, null));
  let kills = 0;
  const disturbed = await clustersOf(async ({ databaseUrl }) => {
    kills = await workUntilDone(databaseUrl, randomFor('kills', Date.now()));
  });
  expect(disturbed).toEqual(undisturbed);
  expect(undisturbed.stories.length).toBeGreaterThan(4);
  expect(kills).toBeGreaterThan(0);
});

/** Works with processes that are killed after a while that is never the same; returns how many were. */
async function workUntilDone(databaseUrl: string, random: (() => number) | null): Promise<number> {
  for (let kills = 0; ; kills += 1) {
    const child = spawn(process.execPath, [worker], {
      env: { DATABASE_URL: databaseUrl, NOW: receivedAt.toISOString() },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit') as Promise<[number | null]>;
    if (random && kills < maxKills) await killSoon(child, random);
    const [code] = await ended;
    if (code === 0) return kills;
    if (code !== null) throw new Error(`the worker ended with ${code}`);
  }
}

async function killSoon(child: ChildProcess, random: () => number): Promise<void> {
  if (child.stdout) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  await delay(integerBetween(random, 20, 400));
  child.kill('SIGKILL');
}

interface Clusters {
  /** The item keys of each story. */
  stories: string[][];
  /** How many events there are of each kind, `story` left out: which article joins which depends on the order. */
  events: Record<string, number>;
  waiting: number;
  uncompared: number;
}

async function clustersOf(work: (store: TestStore) => Promise<unknown>): Promise<Clusters> {
  const opened = await store.open();
  try {
    await letWait(opened.pool);
    await work(opened);
    return await readClusters(opened.pool);
  } finally {
    await opened.close();
  }
}

/** Items of several outlets that wait to be normalized, but for some that a program without stories has stored. */
async function letWait(pool: Pool): Promise<void> {
  const definitions = Array.from({ length: outlets }, (_, n) =>
    feedDefinition({ key: `feed-${n}`, url: `https://outlet-${n}.example/feed` }),
  );
  await addFeeds(pool, definitions, receivedAt);
  const bodies = members.map(({ id, title, text }) =>
    packItem({
      ...blankItem,
      key: id,
      id,
      url: `https://outlet.example/${id}`,
      title,
      contentHtml: text
        .split('\n')
        .map((line) => `<p>${line}</p>`)
        .join(''),
    }),
  );
  await pool.query(
    `insert into items (feed_id, key, received_at, body)
     select f.id, i.key, $3, i.body from unnest($1::text[], $2::bytea[]) with ordinality as i (key, body, n)
     join feeds f on f.key = 'feed-' || (i.n % $4) order by i.n`,
    [members.map(({ id }) => id), bodies, receivedAt, outlets],
  );
  await pool.query('insert into waiting_items (item_id, batch, enqueued_at) select id, 1, $1 from items', [
    receivedAt,
  ]);
  await storeWithoutStories(pool);
}

async function storeWithoutStories(pool: Pool): Promise<void> {
  await pool.query(
    `insert into articles (id, revision, item_id, feed_id, content, removed, first_seen_at, changed_at, search)
     select nextval('article_ids'), 1, i.id, i.feed_id, jsonb_build_object('title', t.title, 'bodyText', t.text),
       '[]', $3, $3, ''
     from unnest($1::text[], $2::text[]) with ordinality as t (title, text, n)
     join items i on i.id = (select min(id) from items) + t.n - 1 order by t.n`,
    [
      members.slice(0, storedBefore).map(({ title }) => title),
      members.slice(0, storedBefore).map(({ text }) => text),
      receivedAt,
    ],
  );
  await pool.query('delete from waiting_items w using articles a where a.item_id = w.item_id');
}

async function readClusters(pool: Pool): Promise<Clusters> {
  const { rows: stories } = await pool.query<{ keys: string[] }>(
    `select array_agg(i.key order by i.key) as keys
     from story_members m join articles a on a.id = m.article_id join items i on i.id = a.item_id
     group by m.story_id order by min(i.key)`,
  );
  const { rows: events } = await pool.query<{ type: string; n: number }>(
    `select type, count(*)::integer as n from events where type <> 'story' group by type`,
  );
  const { rows } = await pool.query<Pick<Clusters, 'waiting' | 'uncompared'>>(
    `select (select count(*) from waiting_items)::integer as waiting,
       (select count(*) from articles where not compared)::integer as uncompared`,
  );
  return {
    stories: stories.map(({ keys }) => keys),
    events: Object.fromEntries(events.map(({ type, n }) => [type, n])),
    waiting: rows[0]?.waiting ?? -1,
    uncompared: rows[0]?.uncompared ?? -1,
  };
}
