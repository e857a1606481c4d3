import { decideWrites, type Writes } from '../dedupe/decide.ts';
import { type Candidate, type Resolved, resolveArticles } from '../dedupe/resolve.ts';
import type { ArticleVersion } from '../domain/article-version.ts';
import type { NewEvent } from '../domain/event.ts';
import { identityName } from '../domain/identity.ts';
import type { StoredCounts } from '../observe/observer.ts';
import {
  insertArticles,
  insertRevisions,
  insertSightings,
  lockArticles,
  type NewSighting,
  reserveArticleIds,
  reviseArticles,
  takeWaitingItems,
} from '../store/article-versions.ts';
import { findBringingItems } from '../store/bringing-items.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { claimIdentities, reassignIdentities } from '../store/identities.ts';
import { findKilled, tellNewCopies } from '../store/kills.ts';
import { addRuleCounts, type RuleCount } from '../store/rule-matches.ts';
import { lockStories } from '../store/stories.ts';
import { changeKills } from './kill-articles.ts';
import { findWithdrawn } from './obey-kill-notices.ts';
import { relateStories } from './relate-stories.ts';

/** A normalized item, before it has an article id. */
export interface NormalizedItem extends Omit<Candidate, 'articleId'> {
  /** The operators' rules that were tried, by id, and whether they found anything. */
  tried: ReadonlyMap<string, boolean>;
}

/**
 * Makes articles, revisions and sightings of normalized items, finds their stories, and writes the events of it all, in
 * one transaction. Items that no longer wait were stored by somebody else and are left alone.
 * @param storyWindowDays how much older the other articles of a story may be.
 */
export async function storeArticles(
  pool: Pool,
  items: NormalizedItem[],
  storyWindowDays: number,
): Promise<StoredCounts> {
  return inTransaction(pool, async (db) => {
    const mine = await takeWaitingItems(
      db,
      items.map((item) => item.itemId),
    );
    const waiting = items.filter((item) => mine.has(item.itemId));
    if (waiting.length === 0) return { items: 0, created: 0, updated: 0, sighted: 0 };

    const candidates = await toCandidates(db, waiting);
    const claimed = await resolveInStore(db, candidates);
    const existing = await lockArticles(db, knownArticles(claimed));
    const resolved = withoutPruned(claimed, existing);
    const writes = decideWrites(resolved, existing, await findFollowed(db, resolved));

    await insertArticles(db, writes.inserted);
    await insertRevisions(db, writes.superseded);
    await reviseArticles(db, writes.revised);
    await insertSightings(db, resolved.map(toSighting));
    await addRuleCounts(db, countRules(waiting), newest(waiting));
    await appendEvents(db, await changeStories(db, writes, storyWindowDays, newest(waiting)));

    const created = writes.inserted.length;
    const updated = writes.events.length - created;
    return { items: waiting.length, created, updated, sighted: resolved.length - created - updated };
  });
}

function countRules(items: readonly NormalizedItem[]): RuleCount[] {
  const counts = new Map<string, RuleCount>();
  for (const { tried } of items)
    for (const [rule, hasFound] of tried) {
      const count = counts.get(rule) ?? { rule, tried: 0, matched: 0 };
      count.tried += 1;
      count.matched += hasFound ? 1 : 0;
      counts.set(rule, count);
    }
  return [...counts.values()];
}

/**
 * What articles bring about in stories, and what is taken back: all under the lock of stories, which is taken after all
 * locks on articles. Returns these events after those of the articles; of what is killed, no changes are told.
 */
async function changeStories(db: Db, writes: Writes, windowDays: number, now: Date): Promise<NewEvent[]> {
  const changed = [...writes.inserted, ...writes.revised];
  if (changed.length + writes.kills.length + writes.restorations.length === 0) return [];
  const revised = writes.revised.map(({ id }) => id);
  const related = await relateStories(db, changed, revised, windowDays, now);
  await lockStories(db);
  const killed = await findKilled(db, revised);
  const joined = related.filter((event) => event.changed.includes('joined'));
  const copies = await tellNewCopies(
    db,
    joined.map(({ articleId }) => articleId),
    now,
  );
  const kills = [...writes.kills, ...(await findWithdrawn(db, changed, windowDays))];
  const taken = await changeKills(db, { kills, restorations: writes.restorations }, now);
  const told = writes.events.filter(({ articleId }) => !killed.has(articleId));
  return [...told, ...related, ...copies, ...taken];
}

function newest(items: NormalizedItem[]): Date {
  return new Date(Math.max(...items.map(({ seenAt }) => seenAt.getTime())));
}

async function toCandidates(db: Db, items: NormalizedItem[]): Promise<Candidate[]> {
  const ids = await reserveArticleIds(db, items.length);
  return items.map((item, index) => ({ ...item, articleId: ids[index] ?? '' }));
}

/** Claims the candidates' identities and hands those of candidates that turned out to be known over to their article. */
async function resolveInStore(db: Db, candidates: Candidate[]): Promise<Resolved[]> {
  const claims = candidates.flatMap((candidate) =>
    candidate.identities.map((identity) => ({ identity, articleId: candidate.articleId })),
  );
  const owners = await claimIdentities(db, claims);
  const resolved = resolveArticles(candidates, owners);
  const handedOver = resolved
    .filter(({ candidate, articleId }) => articleId !== candidate.articleId)
    .flatMap(({ candidate, articleId }) =>
      candidate.identities
        .filter((identity) => owners.get(identityName(identity)) === candidate.articleId)
        .map((identity) => ({ identity, articleId })),
    );
  await reassignIdentities(db, handedOver);
  return resolved;
}

/** An identity outlives an article that was deleted for its age, so that nothing old comes in again as new. */
function withoutPruned(resolved: Resolved[], existing: ArticleVersion[]): Resolved[] {
  const own = new Set(resolved.map(({ candidate }) => candidate.articleId));
  const there = new Set(existing.map(({ id }) => id));
  return resolved.filter(({ articleId }) => own.has(articleId) || there.has(articleId));
}

/** The articles that were there before: their ids are no candidate's. */
function knownArticles(resolved: Resolved[]): string[] {
  const own = new Set(resolved.map(({ candidate }) => candidate.articleId));
  return [...new Set(resolved.map(({ articleId }) => articleId).filter((id) => !own.has(id)))];
}

/** Only an item that its article knows by its key can be the one that brought it. */
async function findFollowed(db: Db, resolved: Resolved[]): Promise<Map<string, string>> {
  const known = resolved.filter(({ matchedBy }) => matchedBy === 'item');
  const items = await findBringingItems(db, [...new Set(known.map(({ articleId }) => articleId))]);
  return new Map(Array.from(items, ([articleId, hash]) => [articleId, identityName({ kind: 'item', hash })]));
}

function toSighting({ candidate, articleId, matchedBy }: Resolved): NewSighting {
  const { feedId, itemKey, identities, content, seenAt } = candidate;
  const [item] = identities;
  if (!item) throw new Error(`item ${candidate.itemId} has no identity`);
  return { feedId, keyHash: item.hash, key: itemKey, articleId, url: content.url, matchedBy, seenAt };
}
