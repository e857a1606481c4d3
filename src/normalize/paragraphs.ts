import type { ChildNode } from 'domhandler';
import { Element } from 'domhandler';
import { hasContent, piecesBetweenBreaks, rawText, setChildren } from './dom-nodes.ts';

/** Verses, addresses and the like have lines no longer than this; anything longer between breaks is a paragraph. */
const maxVerseChars = 80;

/**
 * Makes paragraphs of a run of inline nodes. Two breaks in a row part paragraphs, and so does a single one, unless all
 * lines around are short, as in a poem.
 */
export function paragraphsFromRun(run: ChildNode[]): Element[] {
  if (!run.some(hasContent)) return [];
  const pieces = piecesBetweenBreaks(run);
  if (pieces.length === 1) return [paragraph(run)];
  return stanzas(pieces).flatMap((lines) =>
    lines.every(isVerse) ? [paragraph(joinWithBreaks(lines))] : lines.map(paragraph),
  );
}

/** Groups of lines that no empty line parts. */
function stanzas(pieces: ChildNode[][]): ChildNode[][][] {
  const groups: ChildNode[][][] = [[]];
  for (const piece of pieces) {
    if (piece.some(hasContent)) groups.at(-1)?.push(piece);
    else groups.push([]);
  }
  return groups.filter((group) => group.length > 0);
}

function isVerse(piece: ChildNode[]): boolean {
  return rawText(piece).trim().length <= maxVerseChars;
}

function joinWithBreaks(lines: ChildNode[][]): ChildNode[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [new Element('br', {}), ...line]));
}

function paragraph(nodes: ChildNode[]): Element {
  const element = new Element('p', {});
  setChildren(element, nodes);
  return element;
}
