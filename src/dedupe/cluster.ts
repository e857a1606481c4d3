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
export const maxHolders = 64;
/** A text is compared with so many others, those that share most with it. */
export const maxCompared = 32;

/** The stories of a set of articles, by their texts alone; the order makes no difference. */
export function cluster(articles: readonly ComparedArticle[]): Clustering {
  const links: StoryLink[] = [];
  const holders = new Map<number, number[]>();
  for (const [index, article] of articles.entries()) {
    const sample = sampleOf(article.fingerprint);
    for (const other of candidates(sample, holders)) {
      const known = articles[other];
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

function candidates(sample: number[], holders: ReadonlyMap<number, number[]>): number[] {
  const shared = new Map<number, number>();
  for (const shingle of sample) {
    for (const other of holders.get(shingle)?.slice(-maxHolders) ?? [])
      shared.set(other, (shared.get(other) ?? 0) + 1);
  }
  return [...shared]
    .filter(([, count]) => count >= minSharedSample)
    .sort((one, other) => other[1] - one[1])
    .slice(0, maxCompared)
    .map(([other]) => other);
}
