import type { Article } from '../domain/article.ts';
import type { LogEvent } from '../domain/event.ts';
import type { TopicMatch } from '../domain/topic.ts';
import { searchedArticle } from './searched-article.ts';
import type { TopicIndex } from './topic-index.ts';

/** Topics of an article that earlier events concerned, by article. */
export type Followed = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Which events concern which topics, in the order of the log. An event concerns the topics that match the article as it
 * is now, and those that an earlier event of it concerned, also while they are paused: who was told of an article hears of its
 * corrections and its end. Who was not hears nothing of its end.
 */
export function matchEvents(
  events: readonly LogEvent[],
  articles: ReadonlyMap<string, Article>,
  followed: Followed,
  topics: TopicIndex,
): TopicMatch[] {
  const matchedOf = new Map<string, ReadonlySet<string>>();
  const known = new Map(Array.from(followed, ([articleId, ids]) => [articleId, new Set(ids)]));
  return events.flatMap(({ cursor, type, articleId }) => {
    const article = articles.get(articleId);
    const matched =
      matchedOf.get(articleId) ?? new Set(article ? topics.match(searchedArticle(article)) : []);
    matchedOf.set(articleId, matched);
    const earlier = known.get(articleId) ?? new Set();
    const concerned = new Set(earlier);
    if (type !== 'killed') for (const id of matched) concerned.add(id);
    known.set(articleId, new Set([...earlier, ...concerned]));
    return Array.from(concerned, (topicId) => ({ topicId, cursor, articleId, holds: matched.has(topicId) }));
  });
}
