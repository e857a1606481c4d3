import { identitiesOf } from '../../src/dedupe/identities.ts';
import type { ArticleContent } from '../../src/domain/article.ts';
import { type NormalizedItem, storeArticles } from '../../src/pipeline/store-articles.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import type { Pool } from '../../src/store/db.ts';
import { everyEvent, listEvents } from '../../src/store/events.ts';
import { listFeeds } from '../../src/store/feeds.ts';
import { articleContent, feedDefinition } from './articles.ts';
import type { TestStore } from './store.ts';
import { letWait } from './waiting-items.ts';

/** A store with thirteen outlets of a feed each, and what a test does with it. */
export interface StoryDesk {
  pool: Pool;
  /** Takes away all articles and adds the outlets anew. */
  empty(): Promise<void>;
  /** An item of the outlet with this number, which waits to be stored. */
  item(outlet: number, key: string, changes: Partial<ArticleContent>, seenAt?: Date): Promise<NormalizedItem>;
  storeItems(items: NormalizedItem[]): ReturnType<typeof storeArticles>;
  /** Stores an item and returns the id of its article. */
  publish(
    outlet: number,
    key: string,
    text: PublishedText,
    changes?: Partial<ArticleContent>,
  ): Promise<string>;
  /** The id of the feed of the outlet with this number. */
  feedId(outlet: number): string;
  /** Events as `type article what changed`. */
  events(): Promise<string[]>;
  /** The ids of the articles of each story. */
  stories(): Promise<string[][]>;
  close(): Promise<void>;
}

export interface PublishedText {
  title: string;
  text: string;
}

export const deskOpensAt = new Date('2026-03-01T12:00:00.000Z');
const outlets = 13;
const windowDays = 14;

/** Opens a desk on a store. */
export async function openStoryDesk(open: () => Promise<TestStore>): Promise<StoryDesk> {
  const { pool, close } = await open();
  let feedIds: string[] = [];
  const desk: StoryDesk = {
    pool,
    async empty() {
      await pool.query(`truncate feeds, polling, fetches, items, item_heads, waiting_items, articles, revisions,
        identities, sightings, events, stories, story_samples, pruned_articles cascade`);
      await pool.query('update log_head set cursor = 0, pruned_to = 0');
      const definitions = Array.from({ length: outlets }, (_, n) =>
        feedDefinition({ key: `feed-${n}`, url: `https://outlet-${n}.example/feed`, outlet: `Outlet ${n}` }),
      );
      await addFeeds(pool, definitions, deskOpensAt);
      feedIds = (await listFeeds(pool, { after: '0', limit: 100 })).map(({ id }) => id);
    },
    async item(outlet, key, changes, seenAt = deskOpensAt) {
      const feedId = feedIds[outlet] ?? '';
      const content = articleContent({
        url: `https://outlet-${outlet}.example/${encodeURI(key)}`,
        ...changes,
      });
      const itemId = await letWait(pool, feedId, key, seenAt);
      const identities = identitiesOf(feedId, key, content);
      return { itemId, itemKey: key, feedId, seenAt, identities, content, removed: [], tried: new Map() };
    },
    feedId: (outlet) => feedIds[outlet] ?? '',
    storeItems: (items) => storeArticles(pool, items, windowDays),
    async publish(outlet, key, text, changes = {}) {
      await desk.storeItems([await desk.item(outlet, key, { ...contentOf(text), ...changes })]);
      const { rows } = await pool.query<{ id: string }>(
        'select article_id as id from sightings where feed_id = $1 and key = $2',
        [feedIds[outlet], key],
      );
      return rows[0]?.id ?? '';
    },
    async events() {
      const page = { ...everyEvent, after: '0', limit: 10_000 };
      return (await listEvents(pool, page)).map(({ type, articleId, changed }) =>
        `${type} ${articleId} ${changed.join(',')}`.trim(),
      );
    },
    async stories() {
      const { rows } = await pool.query<{ ids: string[] }>(
        `select array_agg(article_id::text order by article_id) as ids from story_members group by story_id
         order by min(article_id)`,
      );
      return rows.map(({ ids }) => ids);
    },
    close,
  };
  return desk;
}

/** What an article with this text holds. */
export function contentOf({ title, text }: PublishedText): Partial<ArticleContent> {
  return { title, bodyText: text, wordCount: text.split(' ').length };
}
