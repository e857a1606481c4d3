import type { StoryDecision, StoryGraph, StoryLink } from '../domain/story.ts';
import { compareIds } from './choose-lead.ts';
import { findCollections } from './collections.ts';

/**
 * The stories of linked articles: groups of ids, each article in one. What comes first makes no difference.
 *
 * Copies make a story together. A part of a text joins one story only, the one it fits best: a statement that two
 * reports quote in full does not make them one. A collection of several stories joins none of them. What is to stay
 * apart does, however it is linked: the strongest links count first.
 */
export function formStories(graph: StoryGraph): string[][] {
  const groups = createGroups([...graph.titles.keys()], graph.decisions);
  for (const { one, other, verdict } of graph.decisions) if (verdict === 'together') groups.join(one, other);

  const collections = findCollections(graph);
  const links = graph.links
    .filter((link) => !collections.has(link.longer) || isWhole(link))
    .toSorted(strongestFirst);
  for (const link of links.filter(isCopy)) groups.join(link.shorter, link.longer);
  joinParts(groups, links);
  return groups.all();
}

/** Of each group the best link to a longer text of another. */
function joinParts(groups: Groups, links: readonly StoryLink[]): void {
  const best = new Map<string, StoryLink>();
  for (const link of links.filter((one) => !isCopy(one))) {
    const group = groups.of(link.shorter);
    if (group !== groups.of(link.longer) && !best.has(group)) best.set(group, link);
  }
  for (const { shorter, longer } of best.values()) groups.join(shorter, longer);
}

const wholeCoverage = 0.8;

/** A collection has copies too. */
function isWhole({ longerCoverage }: StoryLink): boolean {
  return longerCoverage >= wholeCoverage;
}

function isCopy({ kind }: StoryLink): boolean {
  return kind === 'copy' || kind === 'brief';
}

/** The order in which links count. Ids come last: only between links that nothing else tells apart. */
export function strongestFirst(one: StoryLink, other: StoryLink): number {
  return (
    other.score - one.score ||
    other.longerCoverage - one.longerCoverage ||
    compareIds(one.shorter, other.shorter) ||
    compareIds(one.longer, other.longer)
  );
}

interface Groups {
  /** The name of the group that an article is in. */
  of(id: string): string;
  /** Makes one group of two, unless members of them are to stay apart. */
  join(one: string, other: string): void;
  all(): string[][];
}

function createGroups(ids: string[], decisions: readonly StoryDecision[]): Groups {
  const groupOf = new Map(ids.map((id) => [id, id]));
  const members = new Map(ids.map((id) => [id, [id]]));
  const apart = decisions.filter(({ verdict }) => verdict === 'apart');
  const of = (id: string) => groupOf.get(id) ?? id;
  const mustStayApart = (one: string, other: string) =>
    apart.some((decision) => {
      const [first, second] = [of(decision.one), of(decision.other)];
      return (first === one && second === other) || (first === other && second === one);
    });
  return {
    of,
    join(one, other) {
      const [kept, dropped] = [of(one), of(other)];
      if (kept === dropped || mustStayApart(kept, dropped)) return;
      const moved = members.get(dropped) ?? [];
      members.set(kept, [...(members.get(kept) ?? []), ...moved]);
      members.delete(dropped);
      for (const id of moved) groupOf.set(id, kept);
    },
    all: () => [...members.values()].map((group) => group.toSorted(compareIds)),
  };
}
