import { canonicalUrl } from './canonical-url.ts';
import type { Draft } from './draft.ts';
import { comparisonKey, tidyLine } from './tidy-text.ts';

const maxTags = 100;
const maxTagChars = 200;

/** The address by which the article is known. */
export function settleUrl(draft: Draft): void {
  const address = draft.page?.url ?? draft.baseUrl;
  draft.content.url = address === null ? null : canonicalUrl(address, draft.rules.tracking);
}

/** The times that the feed gives; the text has none that can be trusted more. */
export function claimTimes(draft: Draft): void {
  draft.content.publishedAt = draft.claims.published;
  draft.content.updatedAt = draft.claims.updated;
}

/** The tags that the text names and the feed's categories, each once. */
export function claimTags(draft: Draft): void {
  const tags = new Map<string, string>();
  for (const category of [...draft.content.tags, ...draft.claims.categories].slice(0, maxTags)) {
    const tag = tidyLine(category.slice(0, maxTagChars));
    const key = comparisonKey(tag);
    if (key !== '' && !tags.has(key)) tags.set(key, tag);
  }
  draft.content.tags = [...tags.values()];
}
