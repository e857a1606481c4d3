import { type ChildNode, type Element, isTag } from 'domhandler';
import { rawText, setChildren } from '../dom-nodes.ts';
import type { Draft } from '../draft.ts';
import { headingElements } from '../html-elements.ts';
import { readLines } from '../lines.ts';
import { comparisonKey, tidyLine } from '../tidy-text.ts';
import { namesIn } from './author-evidence.ts';
import { isCruftLine, isEnding } from './cruft-lines.ts';
import { record } from './cut-where.ts';
import { measureText, type TextMeasure } from './measure-text.ts';
import type { PageRules } from './page-rules.ts';
import type { PageReading } from './read-page.ts';

/** After the article's end there is so little of its prose at most. */
const maxProseShareAfterEnd = 0.15;
/** Who wrote it is told in the last blocks. */
const maxBlocksOfBiography = 12;
const minLinkedShare = 0.9;
const maxLinkedLineChars = 160;

/** A block of the laid-out body, as far as it must be known to judge it. */
interface Block {
  node: ChildNode;
  name: string;
  text: string;
  measure: TextMeasure;
}

/** Takes from the body of a page the blocks that lead away from it, ask for something, or follow its end. */
export function takePageCruft(draft: Draft): void {
  if (draft.page === null) return;
  const rules = draft.rules.page;
  const blocks = blocksOf(draft.root);
  const end = endOf(blocks, rules, biographies(draft.page));
  let before: string | null = null;
  const kept = blocks.filter((block, index) => {
    before = index >= end ? 'after-end' : ruleAgainst(block, before, rules);
    if (before !== null) record([block.node], before, draft.removed);
    return before === null;
  });
  setChildren(
    draft.root,
    withoutBareHeadings(kept, draft).map(({ node }) => node),
  );
  draft.lines = readLines(draft.root);
}

function blocksOf(root: Element): Block[] {
  const measures = measureText(root);
  return root.children.filter(isTag).map((node) => ({
    node,
    name: node.name,
    text: tidyLine(rawText([node])),
    measure: measures.get(node) ?? { all: 0, linked: 0, prose: 0, isInline: false },
  }));
}

/** A list of links belongs to the heading before it: it goes with it. */
function ruleAgainst(
  { node, name, text, measure }: Block,
  before: string | null,
  rules: PageRules,
): string | null {
  if (text === '') return null;
  const isLinked = measure.linked >= minLinkedShare * measure.all;
  if (name === 'ul' || name === 'ol') return isLinked && before !== null ? 'linked-list' : null;
  if (headingElements.has(name)) return isCruftLine(text, rules) ? 'cruft' : null;
  if (name !== 'p') return null;
  if (isCruftLine(text, rules)) return 'cruft';
  return isLinked && text.length <= maxLinkedLineChars && !holdsPicture(node) ? 'linked-line' : null;
}

/** Where the article ends: at a heading that says so or where its author is told of, if hardly any prose follows. */
function endOf(blocks: readonly Block[], rules: PageRules, isBiography: (text: string) => boolean): number {
  const all = blocks.reduce((sum, { measure }) => sum + measure.prose, 0);
  let end = blocks.length;
  let after = 0;
  for (let index = blocks.length - 1; index > 0; index -= 1) {
    const block = blocks[index];
    if (block === undefined) break;
    after += block.measure.prose;
    if (after > maxProseShareAfterEnd * all) break;
    const isLate = index >= blocks.length - maxBlocksOfBiography;
    if (isEnding(block.text, rules) || (isLate && isBiography(block.text))) end = index;
  }
  return end;
}

/** Tells lines like "Jane Doe" and "Jane Doe is a reporter in Lima." of those whom the page names as authors. */
function biographies({ authors }: PageReading): (text: string) => boolean {
  const names = namesIn(authors).filter(
    (name) => name.length >= 5 && name.includes(' ') && name.length <= 60,
  );
  const keys = new Set(names.map(comparisonKey));
  const isTold = /^ (?:is|was|has|writes|covers|works|lives|joined|ist|est|es|è|é)\b/;
  return (text) =>
    keys.has(comparisonKey(text.slice(0, 80).replace(/^(?:about|by|written by) /i, ''))) ||
    names.some((name) => text.startsWith(name) && isTold.test(text.slice(name.length, name.length + 12)));
}

/** A heading with nothing below it, at the end of the body, headed what was taken. */
function withoutBareHeadings(blocks: readonly Block[], draft: Draft): Block[] {
  const kept = [...blocks];
  for (let last = kept.at(-1); last && headingElements.has(last.name); last = kept.at(-1)) {
    record([last.node], 'bare-heading', draft.removed);
    kept.pop();
  }
  return kept;
}

function holdsPicture(node: ChildNode): boolean {
  return isTag(node) && (node.name === 'img' || node.children.some(holdsPicture));
}
