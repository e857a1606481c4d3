import { maxCompared, maxHolders } from '../dedupe/cluster.ts';
import { fingerprintOf } from '../dedupe/fingerprint.ts';
import { formStories } from '../dedupe/form-stories.ts';
import { type ComparedArticle, linkBetween } from '../dedupe/link.ts';
import { minSharedSample, sampleOf } from '../dedupe/sample.ts';
import { settleStories } from '../dedupe/settle-stories.ts';
import type { NewEvent } from '../domain/event.ts';
import type { StoryLink } from '../domain/story.ts';
import type { Db } from '../store/db.ts';
import { findStoryMembers, lockStories, writeStories } from '../store/stories.ts';
import { findConnected, findLinkedPairs, findLinksAmong, replaceLinks } from '../store/story-links.ts';
import { type ArticleSample, findSharedSamples, replaceSamples } from '../store/story-samples.ts';
import {
  type ComparableArticle,
  findComparedTexts,
  findStoryTexts,
  writeStoryTexts,
} from '../store/story-texts.ts';

const dayMs = 86_400_000;

/**
 * Finds the stories of articles in the transaction that stores them, and returns the events of it. The articles must
 * be written already.
 * @param revised ids of those that had a text before.
 * @param windowDays how much older the other articles may be.
 */
export async function relateStories(
  db: Db,
  changed: readonly ComparableArticle[],
  revised: string[],
  windowDays: number,
  now: Date,
): Promise<NewEvent[]> {
  if (changed.length === 0) return [];
  const articles = changed.map(({ id, content }) => ({ id, fingerprint: fingerprintOf(content) }));
  await replaceSamples(db, articles.map(toSample), revised);
  await writeStoryTexts(db, changed.map(toStoryText(articles)));

  await lockStories(db);
  const links = await findLinks(db, articles, startOfWindow(changed, windowDays));
  await replaceLinks(db, links, revised);
  const linked = links.flatMap(({ shorter, longer }) => [shorter, longer]);
  return regroupStories(db, [...new Set([...revised, ...linked])], now);
}

/** Brings the stories of these articles, and of all that hang together with them, in line with their links and decisions. */
export async function regroupStories(db: Db, articleIds: string[], now: Date): Promise<NewEvent[]> {
  if (articleIds.length === 0) return [];
  const ids = await findConnected(db, articleIds);
  const texts = await findStoryTexts(db, ids);
  const { links, decisions } = await findLinksAmong(db, ids);
  const titles = new Map(Array.from(texts.values(), ({ id, title }) => [id, title]));
  const groups = formStories({ titles, links, decisions });
  return writeStories(db, settleStories(groups, await findStoryMembers(db, ids), texts, links), now);
}

function startOfWindow(changed: readonly ComparableArticle[], windowDays: number): Date {
  const oldest = Math.min(...changed.map(({ firstSeenAt }) => firstSeenAt.getTime()));
  return new Date(oldest - windowDays * dayMs);
}

function toSample({ id, fingerprint }: ComparedArticle): ArticleSample {
  return { articleId: id, sample: sampleOf(fingerprint) };
}

function toStoryText(articles: ComparedArticle[]) {
  return ({ id, content }: ComparableArticle, index: number) => {
    const fingerprint = articles[index]?.fingerprint;
    return {
      articleId: id,
      words: fingerprint?.words ?? 0,
      title: [...new Set(fingerprint?.title.terms)],
      agency: content.agency,
    };
  };
}

/** The links of these articles to others and to each other: to those that share samples, and to those of before. */
async function findLinks(db: Db, articles: ComparedArticle[], since: Date): Promise<StoryLink[]> {
  const ids = articles.map(({ id }) => id);
  const bounds = { since, maxHolders, minShared: minSharedSample, maxOthers: maxCompared };
  const pairs = [...(await findSharedSamples(db, ids, bounds)), ...(await findLinkedPairs(db, ids))];
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
