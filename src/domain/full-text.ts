/** Whether the pages of a feed's items are fetched: where an item only teases, for every item, or not at all. */
export const fullTextModes = ['auto', 'always', 'never'] as const;

export type FullText = (typeof fullTextModes)[number];
