import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import { isAuthorLabel } from './byline-of-mark.ts';
import { linesOf } from './lines-of.ts';
import { isNamed } from './name-words.ts';
import type { PageRules } from './page-rules.ts';

const maxTextChars = 600;
const maxLabelChars = 20;
const minBareChars = 5;
const maxBareChars = 200;
const maxDateLineChars = 80;

/** How an element is marked: by an attribute, by what it is called, by where it links to, or by how its text begins. */
export type Mark = 'itemprop' | 'rel' | 'link' | 'class' | 'line' | 'time' | 'bare';

/** An element that is marked as naming an author or a date. */
export interface MarkedElement {
  mark: Mark;
  element: Element;
  isNearHeadline: boolean;
}

/** Where sites keep the pages of those who write for them. */
const authorAddress =
  /\/(?:authors?|by|bylines?|contributors?|writers?|reporters?|journalists?|columnists?|producers?|staff|people|profiles?|team|auteurs?|autore?s?|autoren|redaktion|person|users?)\/[^/?#]/i;
const lineElement = /^(?:p|div|span|li|h[2-6]|address|em|i|small|strong|b|td|dt)$/;

/** How an element is marked as naming authors; right below the headline its text alone can be such a mark. */
export function authorMark(element: Element, isBelowHeadline: boolean, rules: PageRules): Mark | null {
  const { attribs, name } = element;
  if (/\b(?:author|creator)\b/.test(attribs['itemprop'] ?? '')) return 'itemprop';
  if (name === 'a') {
    if (/\bauthor\b/.test(attribs['rel'] ?? '')) return 'rel';
    if (authorAddress.test((attribs['href'] ?? '').slice(0, 500))) return 'link';
  }
  if (name === 'body' || name === 'html') return null;
  if (isNamed(element, rules.author)) return 'class';
  if (opensByline(element, rules)) return 'line';
  return isBelowHeadline && isShortLine(element) ? 'bare' : null;
}

export function dateMark(element: Element, rules: PageRules): Mark | null {
  const { attribs, name } = element;
  if (/\bdatePublished\b/.test(attribs['itemprop'] ?? '')) return 'itemprop';
  if (name === 'time' || name === 'relative-time') return 'time';
  if (name === 'body' || name === 'html') return null;
  if (isNamed(element, rules.date)) return 'class';
  return holdsYear(element) ? 'line' : null;
}

/** The lines of a marked element; of a label ("Written by"), and of what follows it. */
export function textOfMark({ mark, element }: MarkedElement): string {
  const text = linesOf(element).slice(0, maxTextChars);
  const after = mark === 'line' && isLabel(text) ? elementAfter(element) : null;
  return after ? `${text}\n${linesOf(after)}`.slice(0, maxTextChars) : text;
}

/** Whether the first words of a block are "By" or the like, or "Author" as a label. */
function opensByline(element: Element, rules: PageRules): boolean {
  if (!lineElement.test(element.name)) return false;
  const first = element.children.find((child) => !isText(child) || child.data.trim() !== '');
  if (first === undefined || !isText(first)) return false;
  const start = first.data.trimStart().slice(0, 40).toLowerCase();
  if (isAuthorLabel(start)) return true;
  return rules.leads.some((lead) => start.startsWith(lead) && !/^\p{L}/u.test(start.slice(lead.length)));
}

function isShortLine({ name, children }: Element): boolean {
  const length = children.reduce((sum, child) => sum + (isText(child) ? child.data.trim().length : 0), 0);
  return lineElement.test(name) && length >= minBareChars && length <= maxBareChars;
}

/** A short text of its own with a year in it. */
function holdsYear({ children }: Element): boolean {
  return children.some(
    (child) => isText(child) && child.data.length <= maxDateLineChars && /(?:19|20)\d{2}/.test(child.data),
  );
}

function isLabel(text: string): boolean {
  return (
    text.length <= maxLabelChars && (isAuthorLabel(text) || !text.includes(' ') || /\bby:?$/i.test(text))
  );
}

/** The short text that stands right before an element: "Published" before a date. Empty where there is none. */
export function labelBefore(labelled: Element): string {
  for (const element of [labelled, labelled.parent]) {
    if (!element || !isTag(element)) return '';
    const siblings = element.parent?.children ?? [];
    const before = siblings.slice(Math.max(0, siblings.indexOf(element) - 3), siblings.indexOf(element));
    const label = before.findLast((node) => isTag(node) || (isText(node) && node.data.trim() !== ''));
    if (label !== undefined) return labelText(label);
  }
  return '';
}

function labelText(node: ChildNode): string {
  const text = isTag(node) ? linesOf(node) : isText(node) ? node.data.trim() : '';
  return text.length <= maxLabelChars ? text : '';
}

/** What follows a label: the next element, or the one after what the label stands in alone. */
function elementAfter(label: Element): Element | null {
  for (const element of [label, label.parent]) {
    if (!element || !isTag(element)) return null;
    const siblings = element.parent?.children ?? [];
    const next = siblings.slice(siblings.indexOf(element) + 1).find(isTag);
    if (next) return next;
  }
  return null;
}
