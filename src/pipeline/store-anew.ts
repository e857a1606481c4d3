import { identitiesOf } from '../dedupe/identities.ts';
import type { ArticleVersion } from '../domain/article-version.ts';
import type { NewEvent } from '../domain/event.ts';
import { insertRevisions, lockArticles, reviseArticles } from '../store/article-versions.ts';
import type { Db } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { claimIdentities } from '../store/identities.ts';
import { findKilled } from '../store/kills.ts';
import type { MadeAnew } from './make-anew.ts';
import { relateStories } from './relate-stories.ts';

/** Why and when articles are made anew, and how much older the other articles of their stories may be. */
export interface AnewReason {
  reason: string;
  at: Date;
  storyWindowDays: number;
}

/**
 * Writes what other rules made of articles as revisions of the class `rules`, with the events of it, and returns how
 * many. An article that has another content meanwhile is left alone: a newer item gave it, by the rules of now.
 *
 * Articles keep their identities and get those of their new content where nobody has them, so that none ever splits.
 * Identities come before articles, as where items are stored: in one order, so that neither waits in a circle.
 */
export async function storeAnew(db: Db, made: MadeAnew[], about: AnewReason): Promise<number> {
  if (made.length === 0) return 0;
  await claimIdentities(db, made.flatMap(newIdentities));
  const ids = made.map(({ before }) => before.id);
  const revisions = new Map((await lockArticles(db, ids)).map(({ id, revision }) => [id, revision]));
  const standing = made.filter(({ before }) => revisions.get(before.id) === before.revision);
  const revised = standing.map(({ before, after }): ArticleVersion => {
    return { ...before, ...after, revision: before.revision + 1, class: 'rules', changedAt: about.at };
  });
  await insertRevisions(
    db,
    standing.map(({ before }) => before),
  );
  await reviseArticles(db, revised);
  const revisedIds = revised.map(({ id }) => id);
  const storyEvents = await relateStories(db, revised, revisedIds, about.storyWindowDays, about.at);
  // Under the lock of stories, as kills: of what is killed, no changes are told.
  const killed = await findKilled(db, revisedIds);
  const told = standing.filter(({ before }) => !killed.has(before.id));
  await appendEvents(db, [...told.map((anew) => updatedEvent(anew, about)), ...storyEvents]);
  return revised.length;
}

function newIdentities({ before, after }: MadeAnew) {
  return identitiesOf(before.feedId, '', after.content)
    .filter(({ kind }) => kind !== 'item')
    .map((identity) => ({ identity, articleId: before.id }));
}

function updatedEvent({ before, changed }: MadeAnew, { reason, at }: AnewReason): NewEvent {
  return {
    type: 'updated',
    articleId: before.id,
    revision: before.revision + 1,
    changed,
    class: 'rules',
    reason,
    at: at.toISOString(),
  };
}
