import { fingerprintOf } from '../dedupe/fingerprint.ts';
import type { Db } from '../store/db.ts';
import { findLinkedPairs } from '../store/story-links.ts';
import { findLinks, startOfWindow } from './find-links.ts';
import type { MadeAnew } from './make-anew.ts';

/** Ids of the articles that an article would be linked to in a story no longer, and newly. */
export interface LinkChange {
  lost: string[];
  gained: string[];
}

const none: LinkChange = { lost: [], gained: [] };

/** What would change in the stories' links of articles that were made anew; nothing is written. */
export async function compareLinks(
  db: Db,
  made: readonly MadeAnew[],
  windowDays: number,
): Promise<(anew: MadeAnew) => LinkChange> {
  const retold = made.filter(({ changed }) => changed.includes('title') || changed.includes('bodyText'));
  if (retold.length === 0) return () => none;
  const articles = retold.map(({ before, after }) => ({
    id: before.id,
    content: after.content,
    firstSeenAt: before.firstSeenAt,
  }));
  const compared = articles.map(({ id, content }) => ({ id, fingerprint: fingerprintOf(content) }));
  const links = await findLinks(db, compared, startOfWindow(articles, windowDays));
  const pairs = await findLinkedPairs(
    db,
    articles.map(({ id }) => id),
  );
  const before = othersById(pairs.map(({ articleId, otherId }) => [articleId, otherId]));
  const after = othersById(
    links.flatMap(({ shorter, longer }) => [
      [shorter, longer],
      [longer, shorter],
    ]),
  );
  return ({ before: { id } }) => {
    const [was, is] = [before.get(id) ?? new Set<string>(), after.get(id) ?? new Set<string>()];
    return { lost: [...was.difference(is)], gained: [...is.difference(was)] };
  };
}

function othersById(pairs: string[][]): Map<string, Set<string>> {
  const others = new Map<string, Set<string>>();
  for (const [id = '', other = ''] of pairs) others.set(id, (others.get(id) ?? new Set<string>()).add(other));
  return others;
}
