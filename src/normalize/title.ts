import { isTag } from 'domhandler';
import { readByline, readOpeningByline } from './byline-line.ts';
import { isCopyrightLine } from './copyright-line.ts';
import type { Draft } from './draft.ts';
import { headLines, isLabelShaped, isProse } from './head.ts';
import { sameHeadline } from './headline.ts';
import type { Line } from './lines.ts';
import { plainText } from './plain-text.ts';
import { isSectionLabel } from './section.ts';
import { comparisonKey } from './tidy-text.ts';
import { cutAtTail, isNameOfHost, withoutTails } from './title-tail.ts';

/** Above names alone, a headline has at least so many words. */
const minHeadlineWords = 4;
/** A shorter text in the body can stand there by chance, in letters. */
const minPrintedKeyChars = 12;

const belowHeadline = { knownNames: new Set<string>(), isBelowHeadline: true };

/** The title: what the feed says, else what the body shows to be its headline. */
export function findTitle(draft: Draft): void {
  const { content, claims } = draft;
  if (content.title !== null) return;
  const claimed = withoutOutlet(plainText(claims.title), draft);
  content.title = asPrinted(claimed, draft) ?? titleFromBody(draft);
}

function titleFromBody(draft: Draft): string | null {
  const head = headLines(draft);
  const candidates = head.filter((line) => !isFurniture(line, draft));
  const repeated = candidates.find((line) =>
    head.some((other) => other !== line && sameHeadline(other.text, line.text)),
  );
  if (repeated) return asPrinted(repeated.text, draft);
  const [first] = candidates;
  if (first && isMainHeading(first)) return first.text;
  return draft.type === 'text' ? firstHeadline(candidates, draft) : lineAboveByline(head, draft);
}

function isMainHeading(line: Line): boolean {
  const parent = line.nodes[0]?.parent;
  return parent != null && isTag(parent) && parent.name === 'h1';
}

/**
 * Plain text without any mark: its first line, or the second where the first is a mere label: above a longer line, or above
 * a notice of copyright that stands between it and the line above the byline.
 */
function firstHeadline(candidates: Line[], draft: Draft): string | null {
  const [first, second] = candidates;
  if (!first || draft.lines.length < 2 || endsSentence(first)) return null;
  const isLabel =
    second !== undefined &&
    !isProse(second) &&
    (isLabelAbove(first, second) || (isLabelShaped(first.text) && standsApart(first, second, draft)));
  return isLabel && !endsSentence(second) ? second.text : first.text;
}

/** A few words, and below them a line that is more than twice as long. */
function isLabelAbove(first: Line, second: Line): boolean {
  return isLabelShaped(first.text) && second.text.length > 2 * first.text.length;
}

function standsApart(first: Line, second: Line, { lines, rules }: Draft): boolean {
  const below = lines[lines.indexOf(second) + 1];
  const isNotice = isCopyrightLine(lines[lines.indexOf(first) + 1]?.text ?? '', rules);
  return isNotice && below !== undefined && readByline(below.text, belowHeadline, rules) !== null;
}

function endsSentence({ text }: Line): boolean {
  return /[.。]$/.test(text);
}

/** HTML without any mark: the first line below labels, where a byline or a notice follows, or below both the text. */
function lineAboveByline(head: Line[], draft: Draft): string | null {
  const isNotice = (line: Line | undefined): boolean =>
    line !== undefined && isCopyrightLine(line.text, draft.rules);
  const lines = head.filter((line) => !isNotice(line));
  const at = lines.findIndex(({ text }) => !isSectionLabel(text, draft));
  const [line, next, after] = lines.slice(Math.max(at, 0));
  if (!line || isFurniture(line, draft) || endsSentence(line)) return null;
  if (next && after && isLabelAbove(line, next) && !endsSentence(next) && isFurniture(after, draft))
    return next.text;
  if (isNotice(head[head.indexOf(line) + 1])) return line.text;
  const isLong = line.text.split(' ', minHeadlineWords).length === minHeadlineWords;
  if (!next) return line !== head[0] && isLong && head.length < draft.lines.length ? line.text : null;
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

/** Outlets and sections stand behind headlines, as aggregating feeds and windows write them. */
function withoutOutlet(title: string | null, { claims, baseUrl, rules }: Draft): string | null {
  if (title === null) return null;
  const names = new Set([claims.outlet, claims.section].map((name) => comparisonKey(name ?? '')));
  return withoutTails(
    title,
    (tail) =>
      names.has(comparisonKey(tail)) || isNameOfHost(tail, baseUrl) || rules.sections.has(tail.toLowerCase()),
  );
}

/** The headline in the body shows what a title has behind it. */
function asPrinted(title: string | null, draft: Draft): string | null {
  const head = title === null ? undefined : cutAtTail(title)?.head;
  const key = comparisonKey(head ?? '');
  if (title === null || head === undefined || key.length < minPrintedKeyChars) return title;
  return headLines(draft).some(({ text }) => comparisonKey(text) === key) ? head : title;
}
