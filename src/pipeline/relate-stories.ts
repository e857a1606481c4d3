import { fingerprintOf } from '../dedupe/fingerprint.ts';
import { formStories } from '../dedupe/form-stories.ts';
import type { ComparedArticle } from '../dedupe/link.ts';
import { settleStories } from '../dedupe/settle-stories.ts';
import type { NewEvent } from '../domain/event.ts';
import type { Db } from '../store/db.ts';
import { findStoryMembers, lockStories, writeStories } from '../store/stories.ts';
import { findConnected, findLinksAmong, replaceLinks } from '../store/story-links.ts';
import { replaceSamples } from '../store/story-samples.ts';
import { type ComparableArticle, findStoryTexts, writeStoryTexts } from '../store/story-texts.ts';
import { findLinks, startOfWindow, toSample } from './find-links.ts';

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
