import { author } from './byline-names.ts';
import { datelineIn } from './dateline-text.ts';
import { removeLeadingText } from './dom-nodes.ts';
import type { Draft } from './draft.ts';
import { isProse } from './head.ts';
import { type Line, takeLines } from './lines.ts';

/** Headlines, labels and pictures may stand above the first paragraph: so many lines are looked at. */
const maxLinesBefore = 4;
const maxDatelines = 5;

/** Takes the dateline off the first paragraph, or the line that is nothing else. Behind one there may be another. */
export function takeDateline(draft: Draft): void {
  for (let count = 0; count < maxDatelines && takeOne(draft); count += 1);
}

function takeOne(draft: Draft): boolean {
  const { content, rules } = draft;
  for (const line of draft.lines.slice(0, maxLinesBefore)) {
    if (line.kind !== 'text') continue;
    const found = datelineIn(line.text, rules);
    if (found !== null) {
      content.dateline ??= { place: found.place, date: found.date };
      content.agency ??= found.agency;
      if (content.authors.length === 0) content.authors.push(...found.names.map((name) => author(name)));
      return cut(draft, line, found.length);
    }
    if (isProse(line)) return false;
  }
  return false;
}

/** Whether anything was taken: an article that is nothing but a dateline keeps it. */
function cut(draft: Draft, line: Line, length: number): boolean {
  const rest = line.text.slice(length).trim();
  if (rest === '') {
    if (draft.lines.length === 1) return false;
    takeLines(draft, [line], 'dateline');
    return true;
  }
  const text = line.text.slice(0, length).trim();
  draft.removed.push({ rule: 'dateline', text, line: line.number });
  removeLeadingText(line.nodes, text);
  line.text = rest;
  return true;
}
