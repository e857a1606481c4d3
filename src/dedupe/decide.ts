import type { ArticleVersion } from '../domain/article-version.ts';
import type { LogEvent } from '../domain/event.ts';
import { changedFields } from './changes.ts';
import type { Candidate, Resolved } from './resolve.ts';

/** An event that has no cursor yet: it gets one when it is written. */
export type NewEvent = Omit<LogEvent, 'cursor'>;

/** Everything a batch of candidates changes. */
export interface Writes {
  inserted: ArticleVersion[];
  revised: ArticleVersion[];
  superseded: ArticleVersion[];
  events: NewEvent[];
}

/**
 * What a batch of resolved candidates, oldest first, makes of the articles that exist.
 *
 * An article's content follows the feed that brought it. Its other sightings are copies: taking their texts over
 * would let the article flip between a full text and a teaser.
 */
export function decideWrites(resolved: Resolved[], existing: ArticleVersion[]): Writes {
  const current = new Map(existing.map((article) => [article.id, article]));
  const isNew = new Set<string>();
  const revisedIds = new Set<string>();
  const superseded: ArticleVersion[] = [];
  const events: NewEvent[] = [];

  for (const { candidate, articleId } of resolved) {
    const before = current.get(articleId);
    if (!before) {
      const created = firstVersion(articleId, candidate);
      current.set(articleId, created);
      isNew.add(articleId);
      events.push(eventFor('created', created, []));
      continue;
    }
    const changed = followsItsFeed(before, candidate) ? changedFields(before.content, candidate.content) : [];
    if (changed.length === 0) continue;
    const after = nextVersion(before, candidate);
    superseded.push(before);
    current.set(articleId, after);
    if (!isNew.has(articleId)) revisedIds.add(articleId);
    events.push(eventFor('updated', after, changed));
  }
  const pick = (ids: Set<string>) => [...current.values()].filter((article) => ids.has(article.id));
  return { inserted: pick(isNew), revised: pick(revisedIds), superseded, events };
}

/** Whether the candidate is a later word of the feed that gave the article its content. */
function followsItsFeed(article: ArticleVersion, candidate: Candidate): boolean {
  return candidate.feedId === article.feedId && BigInt(candidate.itemId) > BigInt(article.itemId);
}

function firstVersion(id: string, candidate: Candidate): ArticleVersion {
  const { itemId, feedId, content, removed, seenAt } = candidate;
  return { id, revision: 1, itemId, feedId, content, removed, firstSeenAt: seenAt, changedAt: seenAt };
}

function nextVersion(before: ArticleVersion, candidate: Candidate): ArticleVersion {
  return {
    ...before,
    revision: before.revision + 1,
    itemId: candidate.itemId,
    content: {
      ...candidate.content,
      publishedAt: before.content.publishedAt ?? candidate.content.publishedAt,
    },
    removed: candidate.removed,
    changedAt: candidate.seenAt,
  };
}

function eventFor(type: 'created' | 'updated', article: ArticleVersion, changed: string[]): NewEvent {
  const { id: articleId, revision, changedAt } = article;
  return { type, articleId, revision, changed, at: changedAt.toISOString() };
}
