import { changedFields } from '../dedupe/changes.ts';
import { classifyRevision } from '../dedupe/classify-revision.ts';
import { diffWords } from '../dedupe/diff-words.ts';
import type { DiffPart, RevisionClass } from '../domain/revision.ts';
import { findArticleRecord, findArticleRevision } from '../store/articles.ts';
import type { Db } from '../store/db.ts';

/** What changed between two revisions of an article, by words. */
export interface RevisionDiff {
  from: number;
  to: number;
  class: RevisionClass;
  /** Names of the fields that differ. */
  changed: string[];
  title: DiffPart[];
  bodyText: DiffPart[];
}

/** Compares two revisions: the newest with the one before where none is named; null where there are none such. */
export async function describeDiff(
  db: Db,
  id: string,
  range: { from: number | null; to: number | null },
): Promise<RevisionDiff | null> {
  const to = range.to ?? (await findArticleRecord(db, id))?.article.revision;
  if (to === undefined) return null;
  const from = range.from ?? to - 1;
  const [before, after] = await Promise.all([
    findArticleRevision(db, id, from),
    findArticleRevision(db, id, to),
  ]);
  if (!before || !after) return null;
  return {
    from,
    to,
    class: before.itemId === after.itemId ? 'rules' : classifyRevision(before.article, after.article),
    changed: changedFields(before.article, after.article),
    title: diffWords(before.article.title ?? '', after.article.title ?? ''),
    bodyText: diffWords(before.article.bodyText, after.article.bodyText),
  };
}
