import type { ArticleContent } from '../../src/domain/article.ts';
import type { EventType } from '../../src/domain/event.ts';
import type { Topic, TopicDefinition } from '../../src/domain/topic.ts';
import { inTransaction, type Pool } from '../../src/store/db.ts';
import { appendEvents } from '../../src/store/events.ts';
import { addTopic } from '../../src/store/topics.ts';
import { insertTestArticle } from './articles.ts';

/** A topic as an operator would add it; `changes` over it. */
export async function addTestTopic(
  pool: Pool,
  changes: Partial<TopicDefinition> & { query: string },
): Promise<Topic> {
  const definition = {
    name: changes.query,
    stemming: null,
    paused: false,
    ...changes,
  } as const;
  const outcome = await addTopic(pool, definition, new Date());
  if (outcome.kind !== 'stored') throw new Error(`topic ${definition.name}: ${outcome.kind}`);
  return outcome.topic;
}

/** An article with its event in the log; its id. */
export async function publishArticle(pool: Pool, content: Partial<ArticleContent>): Promise<string> {
  const id = await insertTestArticle(pool, content);
  await tell(pool, id, 'created');
  return id;
}

/** Writes an event of an article. */
export async function tell(pool: Pool, articleId: string, type: EventType): Promise<void> {
  const event = { type, articleId, revision: 1, changed: [], at: new Date().toISOString() };
  await inTransaction(pool, (db) => appendEvents(db, [event]));
}
