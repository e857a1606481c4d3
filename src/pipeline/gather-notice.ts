import { groupByStory, type NoticedStory, noticedStory, type StoryEvents } from '../deliver/notice.ts';
import { changesInContext } from '../domain/changes-in-context.ts';
import type { DiffPart } from '../domain/revision.ts';
import type { SentEvent } from '../domain/subscription.ts';
import type { Db } from '../store/db.ts';
import { findOutlets } from '../store/find-outlets.ts';
import { describeDiff } from './describe-diff.ts';

/** What a notice of these events tells, by story. */
export async function gatherNotice(db: Db, events: SentEvent[]): Promise<NoticedStory[]> {
  const groups = groupByStory(events);
  const outlets = await findOutlets(
    db,
    groups.map(({ about }) => about.articleId),
  );
  const stories: NoticedStory[] = [];
  for (const group of groups) {
    const changes = changesInContext(await findChanges(db, group));
    stories.push(noticedStory(group, outlets.get(group.about.articleId) ?? [], changes));
  }
  return stories;
}

/** From the revision before the first of these events to that of the last. */
async function findChanges(db: Db, { mark, about, events }: StoryEvents): Promise<DiffPart[]> {
  if (about.type !== 'updated' || mark === 'KILL') return [];
  const updates = events.filter(({ type, articleId }) => type === 'updated' && articleId === about.articleId);
  const revisions = updates.map(({ revision }) => revision);
  const range = { from: Math.min(...revisions) - 1, to: Math.max(...revisions) };
  const diff = await describeDiff(db, about.articleId, range);
  if (!diff) return [];
  const isTitleNew = diff.title.some(({ kind }) => kind !== 'same');
  return isTitleNew ? [...diff.title, { kind: 'same', text: '\n\n' }, ...diff.bodyText] : diff.bodyText;
}
