import type { Author } from '../domain/article.ts';
import { claimedNames } from './authors.ts';
import { type BylineEvidence, continuesByline, readByline, readOpeningByline } from './byline-line.ts';
import { type ParsedNames, parseNames } from './byline-names.ts';
import { isCopyrightLine } from './copyright-line.ts';
import type { Draft } from './draft.ts';
import { headLines, isProse, tailLines } from './head.ts';
import { sameHeadline } from './headline.ts';
import { type Line, takeLines } from './lines.ts';

/** A leading word that stands on a line of its own is no longer than this, in characters. */
const maxLeadChars = 25;
const maxContinuationChars = 120;
/** "Associated Press" on the line below a name that opens a body is no longer, in characters. */
const maxHouseChars = 60;

/**
 * Takes the bylines at the top of the body, else the one at its end, and keeps who they name. Below a body that had
 * one at the top, further names belong to pictures and other articles, unless it says what they did.
 */
export function takeByline(draft: Draft): void {
  const knownNames = claimedNames(draft);
  const inHead = bylinesIn(headLines(draft), knownNames, draft);
  const bylines = inHead.length > 0 ? inHead : bylineInTail(knownNames, draft);
  const lines = bylines.flatMap((byline) => byline.lines);
  if (lines.length === 0 || lines.length === draft.lines.length) return;
  keepNames(draft, bylines, inHead.length > 0);
  takeLines(draft, lines, 'byline');
}

function bylineInTail(knownNames: ReadonlySet<string>, draft: Draft): FoundByline[] {
  const named = bylinesIn(tailLines(draft), knownNames, draft).filter(
    ({ names }) => names.authors.length > 0,
  );
  return named.slice(-1);
}

interface FoundByline {
  lines: Line[];
  text: string;
  names: ParsedNames;
}

/** What follows a byline line by line is part of it as long as it reads like one. */
function bylinesIn(lines: Line[], knownNames: ReadonlySet<string>, draft: Draft): FoundByline[] {
  const found: FoundByline[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Line;
    const last = found.at(-1);
    if (last && last.lines.at(-1) === lines[index - 1] && goesOn(line, draft)) {
      add(last, line, draft);
      continue;
    }
    const isBelowHeadline = draft.content.byline === null && draft.belowHeadline.has(line);
    const byline = read(line, lines[index + 1], { knownNames, isBelowHeadline }, draft);
    if (byline === null) continue;
    found.push(byline);
    index += byline.lines.length - 1;
  }
  return found;
}

function goesOn(line: Line, draft: Draft): boolean {
  const { text, kind } = line;
  if (kind !== 'text' || text.length > maxContinuationChars) return false;
  if (isCopyrightLine(text, draft.rules) || sameHeadline(text, draft.content.title)) return false;
  return continuesByline(text, draft.rules);
}

function add(byline: FoundByline, line: Line, { rules }: Draft): void {
  byline.lines.push(line);
  byline.text += `\n${line.text}`;
  byline.names = parseNames(byline.text, rules);
}

function read(
  line: Line,
  next: Line | undefined,
  evidence: BylineEvidence,
  draft: Draft,
): FoundByline | null {
  if (line.kind !== 'text' && line.kind !== 'heading') return null;
  const { rules } = draft;
  if (isCopyrightLine(line.text, rules)) return null;
  const alone = readByline(line.text, evidence, rules);
  if (alone) return { lines: [line], text: line.text, names: alone };
  const text = `${line.text} ${next?.text ?? ''}`;
  const together = next && line.text.length <= maxLeadChars ? readByline(text, evidence, rules) : null;
  if (next && together?.isLed) return { lines: [line, next], text, names: together };
  if (line !== draft.lines[0] || !next || line.kind !== 'text' || draft.content.byline !== null) return null;
  const opening = isProse(next) ? readOpeningByline(line.text, rules) : null;
  if (opening) return { lines: [line], text: line.text, names: opening };
  const above = `${line.text}, ${next.text}`;
  const housed = next.text.length <= maxHouseChars ? readOpeningByline(above, rules) : null;
  return housed && housed.agency !== null ? { lines: [line, next], text: above, names: housed } : null;
}

function keepNames(draft: Draft, bylines: FoundByline[], isInHead: boolean): void {
  const { content } = draft;
  const hadByline = content.byline !== null;
  const counts = (author: Author): boolean => isInHead || !hadByline || author.role !== null;
  if (!hadByline) content.byline = bylines.map(({ text }) => text.replaceAll('\n', ', ')).join(', ');
  for (const { names } of bylines) {
    content.agency ??= names.agency;
    const known = new Set(content.authors.map((author) => author.name));
    content.authors.push(...names.authors.filter((author) => !known.has(author.name) && counts(author)));
  }
}
