import type { Draft } from './draft.ts';
import { plainText } from './plain-text.ts';

/** Longer claims are whole bodies, in characters. */
const maxSummaryChars = 1500;

/** The feed's summary as one line of text; where the summary is the body itself, a long one is none. */
export function writeSummary(draft: Draft): void {
  const summary = plainText(draft.claims.summary);
  draft.content.summary = summary === null || summary.length > maxSummaryChars ? null : summary;
}
