import { isTag } from 'domhandler';
import { rawText, setChildren } from '../dom-nodes.ts';
import type { Draft } from '../draft.ts';
import { isProse } from '../head.ts';
import { headingElements } from '../html-elements.ts';
import { readLines } from '../lines.ts';
import { tidyLine } from '../tidy-text.ts';
import { namesIn } from './author-evidence.ts';
import { record } from './cut-where.ts';
import { dateInText } from './date-in-text.ts';

const maxHeadBlocks = 10;
const maxHeadChars = 160;
const minProseChars = 160;
const minNameChars = 5;

/** Above the text of a page stand lines that say who wrote it and when, in forms that are no plain byline. */
export function takePageHead(draft: Draft): void {
  if (draft.page === null) return;
  const children = draft.root.children.filter(isTag);
  const texts = children.slice(0, maxHeadBlocks).map((node) => tidyLine(rawText([node])));
  const long = texts.findIndex((text) => text.length >= minProseChars);
  const end = long === -1 ? texts.findIndex((text) => isProse({ text })) : long;
  const names = knownNames(draft);
  const isHead = (text: string, index: number): boolean =>
    text !== '' &&
    text.length <= maxHeadChars &&
    !headingElements.has(children[index]?.name ?? '') &&
    (names.some((name) => text.includes(name)) || isDateLine(text));
  const head = new Set(children.filter((_, index) => index < end && isHead(texts[index] ?? '', index)));
  if (head.size === 0) return;
  draft.content.byline ??=
    texts.find((text, index) => isHead(text, index) && index < end && !isDateLine(text)) ?? null;
  for (const node of head) record([node], 'page-head', draft.removed);
  setChildren(
    draft.root,
    draft.root.children.filter((node) => !isTag(node) || !head.has(node)),
  );
  draft.lines = readLines(draft.root);
}

function knownNames({ page, content }: Draft): string[] {
  return [...namesIn(page?.authors ?? []), ...content.authors.map(({ name }) => name)].filter(
    (name) => name.length >= minNameChars && name.includes(' '),
  );
}

/** A date and hardly anything else: "Published: Feb 6, 2026, 10:00". */
function isDateLine(text: string): boolean {
  return text.length <= 60 && dateInText(text, 'day-first') !== null && !/[.!?]$/.test(text);
}
