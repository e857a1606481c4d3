import type { ArticleContent, Removal } from './article.ts';
import type { RevisionClass } from './revision.ts';

/** An article's content at one time and where it came from. */
export interface ArticleVersion {
  id: string;
  /** 1 for the first text, one more for every change. */
  revision: number;
  /** The item that gave this content. */
  itemId: string;
  /** The feed that brought the article; its content follows the item of that feed that did. */
  feedId: string;
  content: ArticleContent;
  removed: Removal[];
  /** What the change to it was; null of the first text. */
  class: RevisionClass | null;
  firstSeenAt: Date;
  changedAt: Date;
}
