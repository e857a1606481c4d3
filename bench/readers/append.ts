import type { EventType } from '../../src/domain/event.ts';
import { emptyContent } from '../../src/normalize/draft.ts';
import { insertArticles, reserveArticleIds } from '../../src/store/article-versions.ts';
import { inTransaction, type Pool } from '../../src/store/db.ts';
import { appendEvents } from '../../src/store/events.ts';
import { newsItem } from '../corpus/news-item.ts';
import { monotonicMs } from '../measure/monotonic-ms.ts';

/** Appends events of one article to the log. */
export interface Appender {
  /** Appends so many in one transaction; the cursor of the last, and when it was committed. */
  append(type: EventType, events: number): Promise<{ cursor: string; committedAt: number }>;
}

/** Stores an article of a feed that is never polled. */
export async function openAppender(pool: Pool, seed: number): Promise<Appender> {
  const now = new Date();
  const { rows } = await pool.query<{ id: string }>(
    `insert into feeds (key, origin, url, host, created_at, changed_at)
     values ('bench', 'operator', 'https://outlet-0.example/feed', 'outlet-0.example', $1, $1) returning id`,
    [now],
  );
  const [articleId = ''] = await reserveArticleIds(pool, 1);
  const { url, title, html } = newsItem(seed, 0, 0);
  const content = { ...emptyContent, url, title, bodyHtml: html, bodyText: html.replaceAll(/<[^>]*>/g, '') };
  await insertArticles(pool, [
    {
      id: articleId,
      revision: 1,
      itemId: articleId,
      feedId: rows[0]?.id ?? '',
      content,
      removed: [],
      class: null,
      firstSeenAt: now,
      changedAt: now,
    },
  ]);
  return {
    async append(type, count) {
      const event = { type, articleId, revision: 1, changed: [], at: new Date().toISOString() };
      const cursor = await inTransaction(pool, async (db) => {
        await appendEvents(db, Array<typeof event>(count).fill(event));
        const head = await db.query<{ cursor: string }>('select cursor from log_head');
        return head.rows[0]?.cursor ?? '0';
      });
      return { cursor, committedAt: monotonicMs() };
    },
  };
}
