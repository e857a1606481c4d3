import { isKillNotice, withdrawnHeadline } from '../dedupe/kill-notice.ts';
import type { ArticleVersion } from '../domain/article-version.ts';
import type { Kill } from '../domain/kill.ts';
import { termsOf } from '../domain/terms.ts';
import type { Db } from '../store/db.ts';
import { findByHeadline } from '../store/find-headline.ts';

const dayMs = 86_400_000;
/** A headline of fewer terms could be another's. */
const minTerms = 4;

/**
 * What new or changed articles withdraw whose headline says so ("KILL: Ferry sails again"): themselves, and what the same
 * outlet published under that headline within the window.
 */
export async function findWithdrawn(
  db: Db,
  changed: readonly ArticleVersion[],
  windowDays: number,
): Promise<Kill[]> {
  const kills: Kill[] = [];
  for (const { id, feedId, firstSeenAt, content } of changed) {
    if (!isKillNotice(content.title)) continue;
    const because = { cause: 'headline', reason: `a headline says so: ${content.title}` } as const;
    kills.push({ articleId: id, ...because });
    const headline = termsOf(withdrawnHeadline(content.title ?? ''));
    if (headline.length < minTerms) continue;
    const since = new Date(firstSeenAt.getTime() - windowDays * dayMs);
    const found = await findByHeadline(db, { feedId, words: headline.join(' '), since });
    const same = found.filter(({ title }) => termsOf(title).join(' ') === headline.join(' '));
    kills.push(...same.map((article) => ({ articleId: article.id, ...because })));
  }
  return kills;
}
