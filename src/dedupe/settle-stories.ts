import type { StoryLink, StoryMember, StoryText, StoryWrites } from '../domain/story.ts';
import { compareIds } from './choose-lead.ts';
import { explainStory } from './explain-story.ts';

/** Where articles are now: the story of each that is in one, and how it is explained there. */
export type CurrentMembers = ReadonlyMap<string, StoryMember & { storyId: string }>;

/**
 * What has to be written for articles to be in these groups. A story goes on where most of its articles are, its id
 * with it; of several in one group the oldest goes on and the others point to it.
 * @param groups from formStories; a group of one is no story.
 */
export function settleStories(
  groups: readonly string[][],
  current: CurrentMembers,
  texts: ReadonlyMap<string, StoryText>,
  links: readonly StoryLink[],
): StoryWrites {
  const stories = groups.filter((ids) => ids.length > 1);
  const heirs = findHeirs(stories, current);
  const writes: StoryWrites = { changed: [], left: leftOver(groups, current), merged: [] };
  for (const [index, ids] of stories.entries()) {
    const [id = null, ...others] = heirs.get(index) ?? [];
    const explained = explainStory(factsOf(ids, texts), links);
    const members = explained.members.filter((member) => !isSame(member, id, current.get(member.id)));
    if (members.length === 0 && others.length === 0) continue;
    writes.merged.push(...others.map((other) => ({ id: other, into: writes.changed.length })));
    writes.changed.push({ id, leadId: explained.leadId, members });
  }
  return writes;
}

/** The ids that each group takes over, oldest first, by its place. */
function findHeirs(stories: readonly string[][], current: CurrentMembers): Map<number, string[]> {
  const shares = new Map<string, Map<number, number>>();
  for (const [index, ids] of stories.entries()) {
    for (const id of ids) {
      const storyId = current.get(id)?.storyId;
      if (storyId === undefined) continue;
      const share = shares.get(storyId) ?? new Map<number, number>();
      shares.set(storyId, share.set(index, (share.get(index) ?? 0) + 1));
    }
  }
  const heirs = new Map<number, string[]>();
  for (const storyId of [...shares.keys()].sort(compareIds)) {
    const [heir] = [...(shares.get(storyId) ?? [])].sort(
      (one, other) => other[1] - one[1] || one[0] - other[0],
    );
    if (heir) heirs.set(heir[0], [...(heirs.get(heir[0]) ?? []), storyId]);
  }
  return heirs;
}

function leftOver(groups: readonly string[][], current: CurrentMembers): string[] {
  return groups.flatMap((ids) => (ids.length === 1 ? ids : [])).filter((id) => current.has(id));
}

function factsOf(ids: string[], texts: ReadonlyMap<string, StoryText>): StoryText[] {
  return ids.flatMap((id) => texts.get(id) ?? []);
}

function isSame(
  member: StoryMember,
  storyId: string | null,
  now: (StoryMember & { storyId: string }) | undefined,
) {
  return (
    now !== undefined &&
    now.storyId === storyId &&
    now.of === member.of &&
    now.score === member.score &&
    now.reason === member.reason
  );
}
