import type { StoryLink, StoryMember } from '../domain/story.ts';
import { chooseLead, type Lead, type LeadFacts } from './choose-lead.ts';
import { strongestFirst } from './form-stories.ts';

/** A story with its lead, and each member with what joined it. */
export interface ExplainedStory {
  leadId: string;
  members: StoryMember[];
}

/**
 * Explains a story from its lead outwards: every other member by its strongest link to one that is explained already.
 * @param links those between the members; others do no harm.
 * @param nameOf how reasons call an article.
 */
export function explainStory(
  facts: readonly LeadFacts[],
  links: readonly StoryLink[],
  nameOf: (id: string) => string = (id) => id,
): ExplainedStory {
  const lead = chooseLead(facts);
  const explained = new Map<string, StoryMember>([[lead.id, leadMember(lead, facts.length)]]);
  const ids = new Set(facts.map(({ id }) => id));
  let open = links
    .filter(({ shorter, longer }) => ids.has(shorter) && ids.has(longer))
    .toSorted(
      (one, other) =>
        Number(touches(other, lead.id)) - Number(touches(one, lead.id)) || strongestFirst(one, other),
    );
  for (;;) {
    const next = open.find(({ shorter, longer }) => explained.has(shorter) !== explained.has(longer));
    if (!next) break;
    const member = memberOf(next, explained.has(next.shorter) ? next.longer : next.shorter, nameOf);
    explained.set(member.id, member);
    open = open.filter(({ shorter, longer }) => !explained.has(shorter) || !explained.has(longer));
  }
  const members = facts.map(({ id }) => explained.get(id) ?? joinedMember(id));
  return { leadId: lead.id, members };
}

function touches({ shorter, longer }: StoryLink, id: string): boolean {
  return shorter === id || longer === id;
}

function memberOf(link: StoryLink, id: string, nameOf: (id: string) => string): StoryMember {
  const of = link.shorter === id ? link.longer : link.shorter;
  return { id, of, score: link.score, reason: reasonOf(link, nameOf(of), link.shorter === id) };
}

function reasonOf({ kind, score }: StoryLink, of: string, isShorter: boolean): string {
  const share = `${Math.round(score * 100)} %`;
  switch (kind) {
    case 'copy':
      return `copy of ${of}: ${share} of the shorter text is in the longer one word for word`;
    case 'excerpt':
      return isShorter
        ? `excerpt of ${of}: ${share} of it is there word for word`
        : `longer form of ${of}: ${share} of that is here word for word`;
    case 'teaser':
      return isShorter ? `teaser of ${of}: its line is the beginning there` : `full text of the teaser ${of}`;
    case 'brief':
      return `same headline and line as ${of}`;
  }
}

const leadReasons: Record<Lead['why'], string> = {
  own: "the agency's own",
  earliest: 'the earliest with the whole text',
  fullest: 'the fullest text',
};

function leadMember({ id, why }: Lead, size: number): StoryMember {
  const reason =
    size === 1 ? 'alone: no other article has this text' : `leads ${size} articles: ${leadReasons[why]}`;
  return { id, of: null, score: null, reason };
}

function joinedMember(id: string): StoryMember {
  return { id, of: null, score: null, reason: 'joined by an operator' };
}
