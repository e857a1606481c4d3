import { claimedAuthors } from './authors.ts';
import { readByline } from './byline-line.ts';
import type { ParsedNames } from './byline-names.ts';
import type { Draft } from './draft.ts';
import { headLines, tailLines } from './head.ts';
import { type Line, takeLines } from './lines.ts';
import { comparisonKey } from './tidy-text.ts';

/**
 * Takes the bylines at the top of the body, else the one at its end, and keeps who they name. Below a body that had
 * one at the top, further names belong to pictures and other articles.
 */
export function takeByline(draft: Draft): void {
  const knownNames = new Set(claimedAuthors(draft).map((author) => comparisonKey(author.name)));
  const read = (line: Line): ParsedNames | null =>
    readByline(
      line.text,
      { knownNames, isBelowHeadline: draft.content.byline === null && draft.belowHeadline.has(line) },
      draft.rules,
    );
  const inHead = found(headLines(draft), read);
  const inTail = found(tailLines(draft), read).filter(({ names }) => names.authors.length > 0);
  const bylines = inHead.length > 0 ? inHead : inTail.slice(-1);
  if (bylines.length === 0 || bylines.length === draft.lines.length) return;
  if (inHead.length > 0 || draft.content.byline === null) keepNames(draft, bylines);
  takeLines(
    draft,
    bylines.map(({ line }) => line),
    'byline',
  );
}

interface FoundByline {
  line: Line;
  names: ParsedNames;
}

function found(lines: Line[], read: (line: Line) => ParsedNames | null): FoundByline[] {
  return lines.flatMap((line) => {
    const names = line.kind === 'text' || line.kind === 'heading' ? read(line) : null;
    return names ? [{ line, names }] : [];
  });
}

function keepNames(draft: Draft, bylines: FoundByline[]): void {
  const { content } = draft;
  for (const { line, names } of bylines) {
    content.byline ??= line.text;
    content.agency ??= names.agency;
    const known = new Set(content.authors.map((author) => author.name));
    content.authors.push(...names.authors.filter((author) => !known.has(author.name)));
  }
}
