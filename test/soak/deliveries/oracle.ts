import type { LogEvent } from '../../../src/domain/event.ts';
import type { NoticePolicy } from '../../../src/domain/subscription.ts';

/** A subscription as far as it decides which events are for it. */
export interface Audience {
  notices: NoticePolicy;
  /** Whether the article is of its topic. */
  concerns(articleId: string): boolean;
}

/**
 * The cursors of the events that a subscription must be told of: of each article of its topic, which belongs to no story,
 * its first event and what its policy adds. Written from what policies promise, without the planner's code.
 */
export function dueCursors(log: readonly LogEvent[], { notices, concerns }: Audience): string[] {
  const known = new Set<string>();
  return log
    .filter(({ articleId }) => concerns(articleId))
    .filter((event) => {
      const isFirst = !known.has(event.articleId);
      if (isFirst && event.type === 'killed') return false;
      known.add(event.articleId);
      if (isFirst || event.type === 'killed' || event.class === 'correction') return true;
      return notices === 'articles' || (notices === 'updates' && event.type === 'updated');
    })
    .map(({ cursor }) => cursor);
}
