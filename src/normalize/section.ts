import { isCopyrightLine } from './copyright-line.ts';
import type { Draft } from './draft.ts';
import { headLines, isLabelShaped } from './head.ts';
import { sameHeadline } from './headline.ts';
import { type Line, takeLines } from './lines.ts';
import { comparisonKey } from './tidy-text.ts';

/** The section: the label that opens the body, else what the feed says. The label goes. */
export function takeSection(draft: Draft): void {
  const labels = openingLabels(draft);
  draft.content.section ??= labels[0]?.text ?? null;
  takeLines(draft, labels, 'section');
}

/** The feed's word for the section, where the body had none. */
export function claimSection(draft: Draft): void {
  draft.content.section ??= draft.claims.section;
}

/** Whether the line is a known section label, or the name the feed gives one of its sections or categories. */
export function isSectionLabel(text: string, draft: Draft): boolean {
  if (!isLabelShaped(text)) return false;
  const names = [draft.claims.section, ...draft.claims.categories.slice(0, 50)];
  const key = comparisonKey(text);
  return (
    draft.rules.sections.has(text.toLowerCase()) ||
    names.some((name) => name !== null && comparisonKey(name) === key)
  );
}

/** Known labels, and any label-like line right above the headline; notices of copyright may stand between. */
function openingLabels(draft: Draft): Line[] {
  const head = headLines(draft).filter((line) => !isCopyrightLine(line.text, draft.rules));
  const labels: Line[] = [];
  for (const [index, line] of head.entries()) {
    const next = head[index + 1];
    const isHeadline = sameHeadline(line.text, draft.content.title);
    const isAboveHeadline =
      index === 0 &&
      next !== undefined &&
      sameHeadline(next.text, draft.content.title) &&
      isLabelShaped(line.text);
    const isKnown = isSectionLabel(line.text, draft) && (line.kind !== 'heading' || isAboveHeadline);
    if (isHeadline || line.kind === 'item' || !(isKnown || isAboveHeadline)) break;
    labels.push(line);
  }
  return labels.length === draft.lines.length ? [] : labels;
}
