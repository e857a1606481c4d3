import type { StoryText } from '../domain/story.ts';

/** What speaks for an article as the lead of its story. */
export type LeadFacts = Omit<StoryText, 'title'>;

/** The lead of a story, and why it is. */
export interface Lead {
  id: string;
  why: 'own' | 'earliest' | 'fullest';
}

/** So near to the fullest, a text counts as whole: what a copy adds is often its own credits and local lines. */
const wholeShare = 0.8;
/** The agency's own leads even where its copies have grown to twice its length. */
const ownShare = 0.5;

/**
 * Of those that stand, while there are any: the agency's own leads; else, of the articles with the whole text, the earliest, else the fullest. Never a teaser,
 * however early it was. What comes first makes no difference.
 */
export function chooseLead(members: readonly LeadFacts[]): Lead {
  const standing = members.filter(({ isKilled }) => !isKilled);
  const eligible = standing.length > 0 ? standing : members;
  const most = Math.max(...eligible.map(({ words }) => words));
  const whole = eligible.filter(({ words }) => words >= most * wholeShare);
  const own = eligible.filter(({ isAgencysOwn, words }) => isAgencysOwn && words >= most * ownShare);
  const [first, second] = (own.length > 0 ? own : whole).toSorted(
    (one, other) =>
      (one.at ?? Number.MAX_VALUE) - (other.at ?? Number.MAX_VALUE) ||
      other.words - one.words ||
      compareIds(one.id, other.id),
  );
  if (!first) throw new Error('a story has no members');
  if (first.isAgencysOwn) return { id: first.id, why: 'own' };
  return { id: first.id, why: second && first.at !== second.at ? 'earliest' : 'fullest' };
}

/** Ids of the store are numbers: shorter ones are smaller. */
export function compareIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}
