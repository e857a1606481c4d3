import { maxCompared, maxHolders } from '../dedupe/cluster.ts';
import { fingerprintOf } from '../dedupe/fingerprint.ts';
import { type ComparedArticle, linkBetween } from '../dedupe/link.ts';
import { minSharedSample, sampleOf } from '../dedupe/sample.ts';
import type { StoryLink } from '../domain/story.ts';
import type { Db } from '../store/db.ts';
import { findLinkedPairs } from '../store/story-links.ts';
import { type ArticleSample, findSharedSamples } from '../store/story-samples.ts';
import { type ComparableArticle, findComparedTexts } from '../store/story-texts.ts';

const dayMs = 86_400_000;

/** How far back the others may be: so many days before the oldest of these. */
export function startOfWindow(changed: readonly ComparableArticle[], windowDays: number): Date {
  const oldest = Math.min(...changed.map(({ firstSeenAt }) => firstSeenAt.getTime()));
  return new Date(oldest - windowDays * dayMs);
}

/** The shingles under which others find an article. */
export function toSample({ id, fingerprint }: ComparedArticle): ArticleSample {
  return { articleId: id, sample: sampleOf(fingerprint) };
}

/**
 * The links of these articles to others and to each other: to those that share samples, and to those of before. Reads
 * alone: the articles' texts need not be what the store has of them.
 * @param since how far back others are looked for.
 */
export async function findLinks(db: Db, articles: ComparedArticle[], since: Date): Promise<StoryLink[]> {
  const ids = articles.map(({ id }) => id);
  const bounds = { since, maxHolders, minShared: minSharedSample, maxOthers: maxCompared };
  const shared = await findSharedSamples(db, articles.map(toSample), bounds);
  const pairs = [...shared, ...(await findLinkedPairs(db, ids))];
  const known = new Map(articles.map((article) => [article.id, article]));
  const missing = new Set(pairs.map(({ otherId }) => otherId).filter((id) => !known.has(id)));
  for (const { id, ...text } of await findComparedTexts(db, [...missing]))
    known.set(id, { id, fingerprint: fingerprintOf(text) });

  const compared = new Map<string, StoryLink | null>();
  for (const { articleId, otherId } of pairs) {
    const [one, other] = [known.get(articleId), known.get(otherId)];
    const name = articleId < otherId ? `${articleId} ${otherId}` : `${otherId} ${articleId}`;
    if (one && other && !compared.has(name)) compared.set(name, linkBetween(one, other));
  }
  return [...compared.values()].filter((link) => link !== null);
}
