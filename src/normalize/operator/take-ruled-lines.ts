import type { Draft } from '../draft.ts';
import { type Line, takeLines } from '../lines.ts';
import { noteTried } from './ruled-document.ts';

/** So much is read of an article for all patterns together, in characters; real ones have some thousands for each. */
const maxReadChars = 5_000_000;

/** Takes the lines that the patterns of operators find. */
export function takeRuledLines(draft: Draft): void {
  const { removeLines } = draft.rules.operator;
  for (const rule of removeLines) {
    const lines = readableLines(draft.lines, maxReadChars / removeLines.length);
    const found = lines.filter(({ text }) => rule.matches(text));
    noteTried(draft, rule, found.length > 0);
    takeLines(draft, found, rule.rule, rule.place);
  }
}

function readableLines(lines: readonly Line[], maxChars: number): Line[] {
  let chars = 0;
  return lines.filter(({ text }) => {
    chars += text.length;
    return chars <= maxChars;
  });
}
