import { passageTexts } from '../dedupe/passage-texts.ts';
import type { Db } from '../store/db.ts';
import {
  findStory,
  listStoryMembers,
  type StoredStoryMember,
  type StorySummary,
} from '../store/story-list.ts';

/** An article of a story, and what it shares with the one whose text it has. */
export type DescribedMember = Omit<StoredStoryMember, 'bodyText'> & { passages: string[] };

/** A story with its articles, the lead first. */
export type DescribedStory = StorySummary & { members: DescribedMember[] };

/** A story as people read it; null where there is none with this id. */
export async function describeStory(db: Db, id: string): Promise<DescribedStory | null> {
  const story = await findStory(db, id);
  if (!story) return null;
  const members = await listStoryMembers(db, story.id);
  const byId = new Map(members.map((member) => [member.articleId, member]));
  const described = members.map(({ bodyText, ...member }) => {
    const other = byId.get(member.of ?? '');
    return { ...member, passages: other ? passageTexts({ title: member.title, bodyText }, other) : [] };
  });
  const isLead = ({ articleId }: DescribedMember) => articleId === story.leadId;
  return {
    ...story,
    members: [...described.filter(isLead), ...described.filter((member) => !isLead(member))],
  };
}
