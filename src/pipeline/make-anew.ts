import { changedFields } from '../dedupe/changes.ts';
import type { ArticleVersion } from '../domain/article-version.ts';
import type { FeedContext } from '../domain/feed.ts';
import type { RulesFor } from '../normalize/rule-book.ts';
import type { StoredArticle } from '../store/stored-articles.ts';
import { articleOfItem } from './article-of-item.ts';

/** An article of which other rules make something else. */
export interface MadeAnew {
  before: ArticleVersion;
  /** The same item, as the next revision would have it; the first published date stays, as with every revision. */
  after: Pick<ArticleVersion, 'content' | 'removed'>;
  /** Names of the fields that differ; never empty. */
  changed: string[];
}

/** What these rules make of an article's item and its pages; null where that is what the article says already. */
export function makeAnew(
  { article, item, page, formerPage }: StoredArticle,
  feed: FeedContext,
  rulesFor: RulesFor,
): MadeAnew | null {
  const made = articleOfItem({ item, page, formerPage }, feed, rulesFor(feed, item.url));
  const { content, removed } = made.article;
  const changed = changedFields(article.content, content);
  if (changed.length === 0) return null;
  const publishedAt = article.content.publishedAt ?? content.publishedAt;
  return { before: article, after: { content: { ...content, publishedAt }, removed }, changed };
}
