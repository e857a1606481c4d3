import { type Output, type OutputDefinition, outputPageSize } from '../domain/output.ts';
import { everyArticle, listArticles } from '../store/articles.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import { findLogHead } from '../store/events.ts';
import { awaitFollower, outputsFollower, startFollower } from '../store/followers.ts';
import { tellEntries } from '../store/output-entries.ts';
import { insertOutput } from '../store/outputs.ts';

/**
 * Makes an output that begins with the newest articles there are; null where another has its name. The follower stands
 * still meanwhile, so what it passed is among these, and what it has before it comes by it.
 */
export function addOutput(
  pool: Pool,
  definition: OutputDefinition,
  token: string,
  now: Date,
): Promise<Output | null> {
  return inTransaction(pool, async (db) => {
    await startFollower(db, outputsFollower, await findLogHead(db));
    const startsAfter = (await awaitFollower(db, outputsFollower)) ?? '0';
    const output = await insertOutput(db, definition, token, startsAfter, now);
    if (output) await fillOutput(db, output, now);
    return output;
  });
}

async function fillOutput(db: Db, { id: outputId, topicId, notices }: Output, now: Date): Promise<void> {
  const newest = await listArticles(db, { ...everyArticle, topicId }, outputPageSize);
  const stories = new Set<string>();
  const entries = newest.toReversed().flatMap(({ id, firstSeenAt, story }) => {
    if (id === null || firstSeenAt === null) return [];
    const isTold = notices !== 'articles' && story !== null && stories.has(story.id);
    if (story) stories.add(story.id);
    return isTold ? [] : [{ outputId, articleId: id, toldAt: firstSeenAt }];
  });
  await tellEntries(db, entries, now);
}
