import type { StoryLink } from '../domain/story.ts';
import { formStories } from './form-stories.ts';
import { type ComparedArticle, linkBetween } from './link.ts';
import { minSharedSample, sampleOf } from './sample.ts';

/** Articles as stories, and what links them. */
export interface Clustering {
  stories: string[][];
  links: StoryLink[];
}

/** Of the texts that hold a shingle, the last so many count: what more hold is a turn of phrase, or one story anyway. */
export const maxHolders = 12;
/** A text is compared with so many others, those that share most with it. */
export const maxCompared = 32;

/** The stories of a set of articles, by their texts alone; the order makes no difference, for the texts give one. */
export function cluster(articles: readonly ComparedArticle[]): Clustering {
  const links: StoryLink[] = [];
  const holders = new Map<number, number[]>();
  const ordered = articles.toSorted(longestFirst);
  for (const [index, article] of ordered.entries()) {
    const sample = sampleOf(article.fingerprint);
    for (const other of candidates(sample, holders)) {
      const known = ordered[other];
      const link = known ? linkBetween(known, article) : null;
      if (link) links.push(link);
    }
    for (const shingle of sample) {
      const held = holders.get(shingle);
      if (!held) holders.set(shingle, [index]);
      else held.push(index);
    }
  }
  const titles = new Map(articles.map(({ id, fingerprint }) => [id, new Set(fingerprint.title.terms)]));
  return { stories: formStories({ titles, links, decisions: [] }), links };
}

/** Excerpts look for their long forms. What differs in none of this has the same text. */
function longestFirst(
  { fingerprint: one }: ComparedArticle,
  { fingerprint: other }: ComparedArticle,
): number {
  return (
    other.words - one.words ||
    other.distinct.length - one.distinct.length ||
    (other.distinct[0] ?? 0) - (one.distinct[0] ?? 0) ||
    (other.title.terms[0] ?? 0) - (one.title.terms[0] ?? 0)
  );
}

/** Those that share most, a shingle counting far less the more texts hold it; as findSharedSamples in src/store. */
function candidates(sample: number[], holders: ReadonlyMap<number, number[]>): number[] {
  const shared = new Map<number, { count: number; weight: number }>();
  for (const shingle of sample) {
    const held = holders.get(shingle)?.slice(-maxHolders) ?? [];
    for (const other of held) {
      const { count, weight } = shared.get(other) ?? { count: 0, weight: 0 };
      shared.set(other, { count: count + 1, weight: weight + held.length ** -4 });
    }
  }
  return [...shared]
    .filter(([, { count }]) => count >= minSharedSample)
    .sort((one, other) => other[1].weight - one[1].weight)
    .slice(0, maxCompared)
    .map(([other]) => other);
}
