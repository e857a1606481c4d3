import { changedFields } from '../dedupe/changes.ts';
import type { NormalizedArticle } from '../domain/article.ts';
import type { ArticleVersion } from '../domain/article-version.ts';
import type { FeedContext } from '../domain/feed.ts';
import type { RulesFor } from '../normalize/rule-book.ts';
import type { NormalizeRules } from '../normalize/rules.ts';
import type { StoredArticle } from '../store/stored-articles.ts';
import { articleOfItem } from './article-of-item.ts';

/** An article of which other rules make something else. */
export interface MadeAnew {
  before: ArticleVersion;
  /** The same item, as the next revision would have it; the first published date stays, unless a rule says the date. */
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
  const rules = rulesFor(feed, item.url);
  const { article: made } = articleOfItem({ item, page, formerPage }, feed, rules);
  const known = article.content.publishedAt ?? made.content.publishedAt;
  const publishedAt = isRuledDate(made, rules) ? made.content.publishedAt : known;
  const changed: string[] = changedFields(article.content, made.content);
  if (publishedAt !== known) changed.push('publishedAt');
  if (changed.length === 0) return null;
  const after = { content: { ...made.content, publishedAt }, removed: made.removed };
  return { before: article, after, changed };
}

/** Feeds re-date items, so the first date stays; but a rule that says where the date stands is the operator's word. */
function isRuledDate({ sources }: NormalizedArticle, { operator }: NormalizeRules): boolean {
  return (operator.fields.get('published') ?? []).some(({ place }) => place === sources['publishedAt']);
}
