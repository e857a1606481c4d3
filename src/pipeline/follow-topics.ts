import type { TopicMatch } from '../domain/topic.ts';
import { everyArticle, findArticles, listArticles } from '../store/articles.ts';
import { inTransaction, type Pool } from '../store/db.ts';
import { everyEvent, findLogHead, readLogPage } from '../store/events.ts';
import { findFollower, lockFollower, topicsFollower } from '../store/followers.ts';
import { findTopicsOfArticles, writeMatches } from '../store/topic-matches.ts';
import { findTopicsVersion, listTopics } from '../store/topics.ts';
import { countTerms } from '../topics/count-terms.ts';
import { matchEvents } from '../topics/match-events.ts';
import { parseQuery } from '../topics/parse-query.ts';
import { searchedArticle } from '../topics/searched-article.ts';
import { stemmingOf } from '../topics/stem.ts';
import { createTopicIndex, type TopicIndex } from '../topics/topic-index.ts';

/**
 * What one step did. `done`: events up to `cursor` are matched; `outdone`: the topics changed meanwhile, or another
 * process was faster, so nothing was written.
 */
export type FollowStep =
  | { kind: 'done'; cursor: string; events: number; matches: number }
  | { kind: 'outdone' };

/** Matches the next part of the log against the topics. */
export type TopicFollower = () => Promise<FollowStep>;

export interface TopicFollowerDeps {
  pool: Pool;
  /** Told of a topic whose query cannot be read any more; it matches nothing. */
  onFaultyTopic: (name: string, message: string) => void;
}

const eventsAtOnce = 500;
/** Enough to tell usual terms from rare ones. */
const countedArticles = 200;

/**
 * Follows the log from where the store says. Nothing is locked while events are matched; matches and the new place are then written in
 * one transaction, if the place and the topics are still those that were read: so each event is matched once, by all topics that
 * were there when it came, however many processes follow.
 */
export function createTopicFollower(deps: TopicFollowerDeps): TopicFollower {
  const { pool } = deps;
  let known: KnownTopics | null = null;

  return async () => {
    const from = await findFollower(pool, topicsFollower);
    if (from === null) return { kind: 'done', cursor: await findLogHead(pool), events: 0, matches: 0 };
    known = await upToDate(deps, known);
    const { events, next } = await readLogPage(pool, { ...everyEvent, after: from, limit: eventsAtOnce });
    if (next === from) return { kind: 'done', cursor: from, events: 0, matches: 0 };
    const ids = [...new Set(events.map(({ articleId }) => articleId))];
    const [articles, followed] = await Promise.all([
      findArticles(pool, ids),
      findTopicsOfArticles(pool, ids),
    ]);
    const matches = matchEvents(events, articles, followed, known.index);
    const isWritten = await writeStep(pool, { from, next, version: known.version, matches });
    return isWritten
      ? { kind: 'done', cursor: next, events: events.length, matches: matches.length }
      : { kind: 'outdone' };
  };
}

interface KnownTopics {
  version: string;
  index: TopicIndex;
}

interface StepWrites {
  from: string;
  next: string;
  version: string;
  matches: TopicMatch[];
}

async function writeStep(pool: Pool, { from, next, version, matches }: StepWrites): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    if ((await findTopicsVersion(db, true)) !== version) return false;
    if ((await lockFollower(db, topicsFollower)) !== from) return false;
    await writeMatches(db, matches, next);
    return true;
  });
}

async function upToDate(
  { pool, onFaultyTopic }: TopicFollowerDeps,
  known: KnownTopics | null,
): Promise<KnownTopics> {
  // Before the topics: a change that comes between makes this version an old one.
  const version = await findTopicsVersion(pool);
  if (known?.version === version) return known;
  const topics = (await listTopics(pool)).flatMap(({ id, name, query, stemming, paused }) => {
    if (paused) return [];
    const parsed = parseQuery(query, stemmingOf(stemming));
    if (parsed.kind === 'parsed') return [{ id, query: parsed.query }];
    onFaultyTopic(name, parsed.message);
    return [];
  });
  const usual = topics.length === 0 ? [] : await listArticles(pool, everyArticle, countedArticles);
  return { version, index: createTopicIndex(topics, countTerms(usual.map(searchedArticle))) };
}
