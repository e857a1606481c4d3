import { author } from './byline-names.ts';
import { datelineIn } from './dateline-text.ts';
import { removeLeadingText } from './dom-nodes.ts';
import type { Draft } from './draft.ts';
import { isProse } from './head.ts';
import { type Line, takeLines } from './lines.ts';

/** Headlines, labels and pictures may stand above the first paragraph: so many lines are looked at. */
const maxLinesBefore = 4;

/** Takes the dateline off the first paragraph, or the line that is nothing else. */
export function takeDateline(draft: Draft): void {
  const { content, rules } = draft;
  for (const line of draft.lines.slice(0, maxLinesBefore)) {
    if (line.kind !== 'text') continue;
    const found = datelineIn(line.text, rules);
    if (found === null) {
      if (isProse(line)) return;
      continue;
    }
    content.dateline ??= { place: found.place, date: found.date };
    content.agency ??= found.agency;
    if (content.authors.length === 0) content.authors.push(...found.names.map((name) => author(name)));
    cut(draft, line, found.length);
    return;
  }
}

function cut(draft: Draft, line: Line, length: number): void {
  const rest = line.text.slice(length).trim();
  if (rest === '') {
    if (draft.lines.length > 1) takeLines(draft, [line], 'dateline');
    return;
  }
  const text = line.text.slice(0, length).trim();
  draft.removed.push({ rule: 'dateline', text, line: line.number });
  removeLeadingText(line.nodes, text);
  line.text = rest;
}
