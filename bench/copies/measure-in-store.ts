import { integerBetween, randomFor, shuffled } from '../../demo/random.ts';
import { identitiesOf } from '../../src/dedupe/identities.ts';
import { emptyContent } from '../../src/normalize/draft.ts';
import { type NormalizedItem, storeArticles } from '../../src/pipeline/store-articles.ts';
import type { Pool } from '../../src/store/db.ts';
import { copySet, judge, type SetMember, type StoriesFound } from './measure-copies.ts';

/** How well stories are found where articles are stored, and what that takes. */
export interface StoredCopies extends StoriesFound {
  articles: number;
  writers: number;
  /** From the first to the last transaction, whatever waited for what. */
  articlesPerSecond: number;
}

const writers = 8;
const batchSize = 50;
const outlets = 13;
const windowDays = 14;
const receivedAt = new Date('2026-03-01T12:00:00.000Z');

/** Has eight writers store the set in a random order, each a part of it, into an empty, migrated store. */
export async function measureInStore(pool: Pool, seed: number, reports: number): Promise<StoredCopies> {
  const members = copySet(seed, reports);
  await addOutlets(pool);
  const items = shuffled(randomFor('stored', seed), await letWait(pool, members));
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const mine = items.filter((_item, index) => index % writers === writer);
      for (let from = 0; from < mine.length; from += batchSize)
        await storeArticles(pool, mine.slice(from, from + batchSize), windowDays);
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    ...judge(members, await readStories(pool)),
    articles: members.length,
    writers,
    articlesPerSecond: members.length / seconds,
  };
}

async function addOutlets(pool: Pool): Promise<void> {
  await pool.query(
    `insert into feeds (key, origin, url, host, created_at, changed_at)
     select 'outlet-' || n, 'operator', 'https://outlet-' || n || '.example/feed', 'outlet-' || n || '.example', $2, $2
     from generate_series(1, $1::integer) n`,
    [outlets, receivedAt],
  );
}

/** Every text as an item of an outlet that waits to be stored. */
async function letWait(pool: Pool, members: SetMember[]): Promise<NormalizedItem[]> {
  const random = randomFor('outlets', members.length);
  const feedIds = members.map(() => integerBetween(random, 1, outlets));
  const { rows } = await pool.query<{ id: string; key: string; feedId: string }>(
    `insert into items (feed_id, key, received_at, body)
     select feed_id, key, $3, '' from unnest($1::bigint[], $2::text[]) as i (feed_id, key)
     returning id, key, feed_id as "feedId"`,
    [feedIds, members.map(({ id }) => id), receivedAt],
  );
  await pool.query('insert into waiting_items (item_id, batch, enqueued_at) select id, 1, $1 from items', [
    receivedAt,
  ]);
  const memberOf = new Map(members.map((member) => [member.id, member]));
  return rows.flatMap(({ id, key, feedId }) => {
    const member = memberOf.get(key);
    return member ? [toItem(id, feedId, member)] : [];
  });
}

function toItem(itemId: string, feedId: string, { id: key, title, text }: SetMember): NormalizedItem {
  const content = {
    ...emptyContent,
    url: `https://outlet-${feedId}.example/${key}`,
    title,
    bodyText: text,
    wordCount: distinctiveWords,
  };
  const identities = identitiesOf(feedId, key, content);
  return {
    itemId,
    itemKey: key,
    feedId,
    seenAt: receivedAt,
    identities,
    content,
    removed: [],
    tried: new Map(),
  };
}

/** The story of each text; one alone is named by its article, as are texts that are one article. */
async function readStories(pool: Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ key: string; story: string }>(
    `select s.key, coalesce('story ' || m.story_id, 'article ' || s.article_id) as story
     from sightings s left join story_members m on m.article_id = s.article_id`,
  );
  return new Map(rows.map(({ key, story }) => [key, story]));
}

/** As of a text that is distinctive; see identitiesOf. */
const distinctiveWords = 100;
