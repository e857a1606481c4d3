import { isTag } from 'domhandler';
import { readByline, readOpeningByline } from './byline-line.ts';
import { isCopyrightLine } from './copyright-line.ts';
import type { Draft } from './draft.ts';
import { headLines, isLabelShaped, isProse } from './head.ts';
import { sameHeadline } from './headline.ts';
import type { Line } from './lines.ts';
import { plainText } from './plain-text.ts';
import { isSectionLabel } from './section.ts';

/** Above names alone, a headline has at least so many words. */
const minHeadlineWords = 4;

const belowHeadline = { knownNames: new Set<string>(), isBelowHeadline: true };

/** The title: what the feed says, else what the body shows to be its headline. */
export function findTitle(draft: Draft): void {
  const { content, claims } = draft;
  if (content.title !== null) return;
  content.title = withoutOutlet(plainText(claims.title), claims.outlet) ?? titleFromBody(draft);
}

function titleFromBody(draft: Draft): string | null {
  const head = headLines(draft);
  const candidates = head.filter((line) => !isFurniture(line, draft));
  const repeated = candidates.find((line) =>
    head.some((other) => other !== line && sameHeadline(other.text, line.text)),
  );
  if (repeated) return repeated.text;
  const [first] = candidates;
  if (first && isMainHeading(first)) return first.text;
  return draft.type === 'text' ? firstHeadline(candidates, draft) : lineAboveByline(head, draft);
}

function isMainHeading(line: Line): boolean {
  const parent = line.nodes[0]?.parent;
  return parent != null && isTag(parent) && parent.name === 'h1';
}

/** Plain text without any mark: its first line, or the second where the first is a mere label above a longer line. */
function firstHeadline(candidates: Line[], draft: Draft): string | null {
  const [first, second] = candidates;
  if (!first || draft.lines.length < 2 || /[.。]$/.test(first.text)) return null;
  const isLabel =
    second !== undefined && isLabelShaped(first.text) && second.text.length > 2 * first.text.length;
  return isLabel && !isProse(second) && !/[.。]$/.test(second.text) ? second.text : first.text;
}

/** HTML without any mark: the first line, or the one below a label, where a byline or a copyright line follows. */
function lineAboveByline(head: Line[], draft: Draft): string | null {
  const at = head[0] && isSectionLabel(head[0].text, draft) ? 1 : 0;
  const [line, next, after] = head.slice(at);
  if (!line || !next || isFurniture(line, draft) || /[.。]$/.test(line.text)) return null;
  const isLong = line.text.split(' ', minHeadlineWords).length === minHeadlineWords;
  const names = after || !isLong ? null : readByline(next.text, belowHeadline, draft.rules);
  return names !== null || isFurniture(next, draft) ? line.text : null;
}

function isFurniture(line: Line, draft: Draft): boolean {
  return (
    isSectionLabel(line.text, draft) ||
    isCopyrightLine(line.text, draft.rules) ||
    readByline(line.text, { knownNames: new Set(), isBelowHeadline: false }, draft.rules) !== null ||
    isOpeningByline(line, draft)
  );
}

/** Names alone right above the text: no headline, if they show to be names. */
function isOpeningByline(line: Line, draft: Draft): boolean {
  const next = draft.lines[draft.lines.indexOf(line) + 1];
  return next !== undefined && isProse(next) && readOpeningByline(line.text, draft.rules) !== null;
}

/** "Headline - Outlet" and "Headline | Outlet", as aggregating feeds write. */
function withoutOutlet(title: string | null, outlet: string | null): string | null {
  if (title === null || outlet === null) return title;
  const suffix = new Set(
    [` - ${outlet}`, ` – ${outlet}`, ` — ${outlet}`, ` | ${outlet}`].map((end) => end.toLowerCase()),
  );
  const end = title.slice(-(outlet.length + 3)).toLowerCase();
  return suffix.has(end) ? title.slice(0, -end.length).trim() || title : title;
}
