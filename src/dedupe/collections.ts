import type { StoryGraph, StoryLink } from '../domain/story.ts';

/** Headlines that share no more of their terms are of different stories: half of a short one are words like "the". */
const maxSharedTitle = 0.5;

/**
 * The ids of texts that hold several stories: a roundup, a live page, the news in brief. Two others stand in such a
 * text, in different places, have nothing to do with each other, and their headlines differ; both from that of the whole
 * too, or it names them both.
 */
export function findCollections({ links, titles }: StoryGraph): Set<string> {
  const partsOf = Map.groupBy(
    links.filter(({ kind }) => kind === 'copy' || kind === 'excerpt'),
    ({ longer }) => longer,
  );
  const linked = new Set(links.map(({ shorter, longer }) => pairName(shorter, longer)));
  const collections = new Set<string>();
  for (const [id, parts] of partsOf) {
    if (parts.some((one, index) => parts.slice(index + 1).some((other) => areStrangers(one, other))))
      collections.add(id);
  }
  return collections;

  function areStrangers(one: StoryLink, other: StoryLink): boolean {
    if (one.span.from < other.span.to && other.span.from < one.span.to) return false;
    if (linked.has(pairName(one.shorter, other.shorter))) return false;
    const [title, otherTitle, whole] = [one.shorter, other.shorter, one.longer].map((id) => titles.get(id));
    return !areAlike(title, otherTitle) && areAlike(title, whole) === areAlike(otherTitle, whole);
  }
}

/** Without a headline nothing tells two texts apart. */
function areAlike(one: ReadonlySet<number> | undefined, other: ReadonlySet<number> | undefined): boolean {
  const fewer = Math.min(one?.size ?? 0, other?.size ?? 0);
  return fewer === 0 || !one || !other || one.intersection(other).size / fewer > maxSharedTitle;
}

function pairName(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
