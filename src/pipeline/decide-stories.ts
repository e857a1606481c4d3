import { fingerprintOf } from '../dedupe/fingerprint.ts';
import { WiredeskError } from '../domain/errors.ts';
import type { StoryDecision } from '../domain/story.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { lockStories } from '../store/stories.ts';
import { findCompanions, findKnownArticles, forgetApart, writeDecisions } from '../store/story-decisions.ts';
import { findComparedTexts, findStoryTexts, writeStoryTexts } from '../store/story-texts.ts';
import { regroupStories } from './relate-stories.ts';

/** What became of an operator's wish: `unknown` names the ids that are no articles. */
export type StoryDecided = { kind: 'decided' } | { kind: 'unknown'; ids: string[] } | { kind: 'alone' };

/** @throws WiredeskError not-found or conflict, where the wish could not be carried out. */
export function needDecided(decided: StoryDecided, id: string): void {
  if (decided.kind === 'unknown')
    throw new WiredeskError('not-found', `there is no article ${decided.ids.join(', ')}`);
  if (decided.kind === 'alone') throw new WiredeskError('conflict', `article ${id} is in no story`);
}

/** Makes one story of articles and of the stories they are in, whatever their texts are; it sticks. */
export function joinArticles(pool: Pool, ids: string[], now: Date): Promise<StoryDecided> {
  return inTransaction(pool, async (db) => {
    const known = await findKnownArticles(db, ids);
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) return { kind: 'unknown', ids: unknown };
    await lockStories(db);
    await keepTexts(db, ids);
    await forgetApart(db, ids, [...ids, ...(await findCompanions(db, ids))]);
    const decisions = ids.flatMap((one, index) =>
      ids.slice(index + 1).map((other): StoryDecision => ({ one, other, verdict: 'together' })),
    );
    return decide(db, ids, decisions, now);
  });
}

/** Takes an article out of its story for good: from now on it is in none with those it was with. */
export function splitArticle(pool: Pool, id: string, now: Date): Promise<StoryDecided> {
  return inTransaction(pool, async (db) => {
    if ((await findKnownArticles(db, [id])).size === 0) return { kind: 'unknown', ids: [id] };
    await lockStories(db);
    const companions = await findCompanions(db, [id]);
    if (companions.length === 0) return { kind: 'alone' };
    const decisions = companions.map((other): StoryDecision => ({ one: id, other, verdict: 'apart' }));
    return decide(db, [id, ...companions], decisions, now);
  });
}

async function decide(db: Db, ids: string[], decisions: StoryDecision[], now: Date): Promise<StoryDecided> {
  await writeDecisions(db, decisions, now);
  await appendEvents(db, await regroupStories(db, ids, now));
  return { kind: 'decided' };
}

/** Articles that were never compared have nothing kept for choosing a lead. */
async function keepTexts(db: Db, ids: string[]): Promise<void> {
  const kept = await findStoryTexts(db, ids);
  const texts = await findComparedTexts(
    db,
    ids.filter((id) => !kept.has(id)),
  );
  const missing = texts.map(({ id, ...text }) => {
    const { words, title } = fingerprintOf(text);
    return { articleId: id, words, title: [...new Set(title.terms)], agency: null };
  });
  if (missing.length > 0) await writeStoryTexts(db, missing);
}
