import { readByline } from './byline-line.ts';
import { isCopyrightLine } from './copyright-line.ts';
import type { Draft } from './draft.ts';
import { takeLines } from './lines.ts';

const minSubtitleChars = 10;
const maxSubtitleChars = 300;

/** A line between the headline and the byline is the subtitle. */
export function takeSubtitle(draft: Draft): void {
  if (draft.content.subtitle !== null) return;
  const evidence = { knownNames: new Set<string>(), isBelowHeadline: false };
  const subtitle = draft.lines.find((line, index) => {
    if (!draft.belowHeadline.has(line) || !isSubtitleLong(line.text)) return false;
    const next = draft.lines[index + 1];
    const isAboveByline = next !== undefined && readByline(next.text, evidence, draft.rules) !== null;
    return (
      isAboveByline &&
      !isCopyrightLine(line.text, draft.rules) &&
      readByline(line.text, { ...evidence, isBelowHeadline: true }, draft.rules) === null
    );
  });
  if (!subtitle) return;
  draft.content.subtitle = subtitle.text;
  takeLines(draft, [subtitle], 'subtitle');
}

function isSubtitleLong(text: string): boolean {
  return text.length >= minSubtitleChars && text.length <= maxSubtitleChars;
}
