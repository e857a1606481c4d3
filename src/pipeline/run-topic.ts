import type { Topic } from '../domain/topic.ts';
import { everyArticle } from '../store/articles.ts';
import { inTransaction, type Pool } from '../store/db.ts';
import { insertPastMatches } from '../store/topic-matches.ts';
import { queryOfTopic } from './query-of-topic.ts';
import { searchArticles } from './search-articles.ts';

const articlesAtOnce = 200;

/**
 * Matches a topic against the articles first seen since a time, and keeps what it finds; nobody is told of it.
 * @param onFound told how many articles were found with each part.
 */
export async function runTopic(
  pool: Pool,
  topic: Topic,
  since: Date,
  onFound: (articles: number) => void,
): Promise<{ matches: number; added: number }> {
  let [matches, added] = [0, 0];
  const keep = async (ids: string[]) => {
    added += await inTransaction(pool, (db) => insertPastMatches(db, topic.id, ids));
    matches += ids.length;
    onFound(ids.length);
  };
  let ids: string[] = [];
  for await (const { article } of searchArticles(
    pool,
    queryOfTopic(topic),
    { ...everyArticle, since },
    articlesAtOnce,
  )) {
    ids.push(article.id ?? '');
    if (ids.length < articlesAtOnce) continue;
    await keep(ids);
    ids = [];
  }
  if (ids.length > 0) await keep(ids);
  return { matches, added };
}
