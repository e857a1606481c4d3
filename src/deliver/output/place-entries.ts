import type { NoticePolicy } from '../../domain/subscription.ts';
import type { PlannedDelivery } from '../plan-deliveries.ts';

/** An article that an output holds, and its story now. */
export interface HeldEntry {
  outputId: string;
  articleId: string;
  storyId: string | null;
}

/** An entry that is told by the event with this cursor. */
export interface PlacedEntry {
  outputId: string;
  articleId: string;
  cursor: string;
}

export interface Surroundings {
  held: HeldEntry[];
  /** By output. */
  policies: ReadonlyMap<string, NoticePolicy>;
  /** By article. */
  stories: ReadonlyMap<string, string>;
}

/**
 * Which entries outputs tell by what was planned for them, each once, in the order in which they were told last. Where an entry is
 * a story, what happens to another article of it is told by the entry that is there.
 */
export function placeEntries(planned: PlannedDelivery[], around: Surroundings): PlacedEntry[] {
  const byArticle = new Set(around.held.map(({ outputId, articleId }) => `${outputId} ${articleId}`));
  const byStory = new Map(
    around.held.map(({ outputId, articleId, storyId }) => [`${outputId} ${storyId}`, articleId]),
  );
  const placed = new Map<string, PlacedEntry>();
  for (const { listenerId: outputId, articleId, cursor } of planned) {
    const story = around.stories.get(articleId);
    const isStory = around.policies.get(outputId) !== 'articles' && story !== undefined;
    const known = byArticle.has(`${outputId} ${articleId}`);
    const entry = (!known && isStory && byStory.get(`${outputId} ${story}`)) || articleId;
    const key = `${outputId} ${entry}`;
    byArticle.add(key);
    if (isStory) byStory.set(`${outputId} ${story}`, entry);
    // Taken out first, so that it stands where it was told last.
    placed.delete(key);
    placed.set(key, { outputId, articleId: entry, cursor });
  }
  return [...placed.values()];
}
