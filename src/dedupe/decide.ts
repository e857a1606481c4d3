import type { ArticleVersion } from '../domain/article-version.ts';
import type { NewEvent } from '../domain/event.ts';
import type { Kill, Restoration } from '../domain/kill.ts';
import { changedFields } from './changes.ts';
import { classifyRevision } from './classify-revision.ts';
import { type Candidate, itemNameOf, type Resolved } from './resolve.ts';

/** Everything a batch of candidates changes. */
export interface Writes {
  inserted: ArticleVersion[];
  revised: ArticleVersion[];
  superseded: ArticleVersion[];
  events: NewEvent[];
  /** What the items that brought articles say of their use. */
  kills: Kill[];
  restorations: Restoration[];
}

/**
 * What a batch of resolved candidates, oldest first, makes of the articles that exist.
 *
 * An article's content follows the item that brought it, by feed and key. Its other sightings are copies: taking
 * their texts over would let the article flip between a full text and a teaser.
 * @param followed by article id, the identity name of the item that brought it; for existing articles.
 */
export function decideWrites(
  resolved: Resolved[],
  existing: ArticleVersion[],
  followed: ReadonlyMap<string, string>,
): Writes {
  const bringers = new Map(followed);
  const current = new Map(existing.map((article) => [article.id, article]));
  const isNew = new Set<string>();
  const revisedIds = new Set<string>();
  const superseded: ArticleVersion[] = [];
  const events: NewEvent[] = [];
  const statuses = new Map<string, Candidate['status']>();

  for (const { candidate, articleId } of resolved) {
    const before = current.get(articleId);
    const item = itemNameOf(candidate);
    if (!before) {
      bringers.set(articleId, item);
      statuses.set(articleId, candidate.status);
      const created = firstVersion(articleId, candidate);
      current.set(articleId, created);
      isNew.add(articleId);
      events.push(eventFor('created', created, []));
      continue;
    }
    const isFollowed = bringers.get(articleId) === item && isLater(candidate, before);
    if (isFollowed) statuses.set(articleId, candidate.status);
    const changed = isFollowed ? changedFields(before.content, candidate.content) : [];
    if (changed.length === 0) continue;
    const after = nextVersion(before, candidate);
    superseded.push(before);
    current.set(articleId, after);
    if (!isNew.has(articleId)) revisedIds.add(articleId);
    events.push(eventFor('updated', after, changed));
  }
  const pick = (ids: Set<string>) => [...current.values()].filter((article) => ids.has(article.id));
  return {
    inserted: pick(isNew),
    revised: pick(revisedIds),
    superseded,
    events,
    ...killsOf(statuses),
  };
}

const takenBack: Record<Exclude<Candidate['status'], 'usable' | undefined>, Omit<Kill, 'articleId'>> = {
  withheld: { cause: 'status', reason: 'its feed says that it is withheld' },
  canceled: { cause: 'status', reason: 'its feed says that it is canceled' },
  gone: { cause: 'gone', reason: 'its page is gone (410)' },
};

/** Only a feed that took an article back by its status can give it back by its status. */
function killsOf(statuses: ReadonlyMap<string, Candidate['status']>): Pick<Writes, 'kills' | 'restorations'> {
  const kills: Kill[] = [];
  const restorations: Restoration[] = [];
  for (const [articleId, status] of statuses) {
    if (status === undefined) continue;
    if (status !== 'usable') kills.push({ articleId, ...takenBack[status] });
    else restorations.push({ articleId, cause: 'status', reason: 'its feed says that it is usable again' });
  }
  return { kills, restorations };
}

function isLater(candidate: Candidate, article: ArticleVersion): boolean {
  return BigInt(candidate.itemId) > BigInt(article.itemId);
}

function firstVersion(id: string, candidate: Candidate): ArticleVersion {
  const { itemId, feedId, content, removed, seenAt } = candidate;
  return {
    id,
    revision: 1,
    itemId,
    feedId,
    content,
    removed,
    class: null,
    firstSeenAt: seenAt,
    changedAt: seenAt,
  };
}

function nextVersion(before: ArticleVersion, candidate: Candidate): ArticleVersion {
  const publishedAt = before.content.publishedAt ?? candidate.content.publishedAt;
  const content = { ...candidate.content, publishedAt };
  return {
    ...before,
    revision: before.revision + 1,
    itemId: candidate.itemId,
    content,
    removed: candidate.removed,
    class: classifyRevision(before.content, content),
    changedAt: candidate.seenAt,
  };
}

function eventFor(type: 'created' | 'updated', article: ArticleVersion, changed: string[]): NewEvent {
  const { id: articleId, revision, changedAt, class: revisionClass } = article;
  return { type, articleId, revision, changed, class: revisionClass, at: changedAt.toISOString() };
}
