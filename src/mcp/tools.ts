import type { Tool } from './tool.ts';
import { joinArticles, killArticle, restoreArticle, splitArticle } from './tools/change-articles.ts';
import { diffArticle } from './tools/diff-article.ts';
import { getArticle } from './tools/get-article.ts';
import { getArticleRevision } from './tools/get-article-revision.ts';
import { listEvents } from './tools/list-events.ts';
import { listFeeds } from './tools/list-feeds.ts';
import { searchArticles } from './tools/search-articles.ts';
import { getStory, listStories } from './tools/stories.ts';
import { listTopics, testTopic } from './tools/topics.ts';

/** Every tool there is, those that read first. */
export const tools: readonly Tool[] = [
  searchArticles,
  getArticle,
  getArticleRevision,
  diffArticle,
  listStories,
  getStory,
  listEvents,
  listTopics,
  testTopic,
  listFeeds,
  killArticle,
  restoreArticle,
  splitArticle,
  joinArticles,
];
