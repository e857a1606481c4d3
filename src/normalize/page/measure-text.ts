import { type Element, isTag, isText } from 'domhandler';
import { inlineElements } from '../html-elements.ts';

/** How much text an element holds, in characters without spaces; a letter of Chinese, Japanese or Korean counts three. */
export interface TextMeasure {
  all: number;
  linked: number;
  /** In runs that are long enough for a sentence and not mostly links. */
  prose: number;
  /** Whether it flows in a line of text. */
  isInline: boolean;
}

export type TextMeasures = ReadonlyMap<Element, TextMeasure>;

const minProseChars = 60;
const maxProseLinkShare = 0.5;
const silent: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'head',
  'textarea',
  'button',
  'select',
]);
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Measures all elements below (and with) an element, in one walk. */
export function measureText(root: Element): TextMeasures {
  const measures = new Map<Element, TextMeasure>();
  measureElement(root, false, measures);
  return measures;
}

interface Run {
  all: number;
  linked: number;
}

function measureElement(
  element: Element,
  isLinked: boolean,
  measures: Map<Element, TextMeasure>,
): TextMeasure {
  const measure: TextMeasure = { all: 0, linked: 0, prose: 0, isInline: isInlineName(element.name) };
  measures.set(element, measure);
  if (silent.has(element.name)) return measure;
  const inLink = isLinked || element.name === 'a';
  let run: Run = { all: 0, linked: 0 };
  const flush = (): void => {
    if (isProse(run)) measure.prose += run.all;
    run = { all: 0, linked: 0 };
  };
  for (const child of element.children) {
    if (isText(child)) addText(child.data, inLink, run, measure);
    else if (isTag(child)) {
      const inner = measureElement(child, inLink, measures);
      measure.all += inner.all;
      measure.linked += inner.linked;
      measure.isInline &&= inner.isInline;
      if (inner.isInline) {
        run.all += inner.all;
        run.linked += inner.linked;
        if (child.name === 'br') flush();
      } else {
        flush();
        measure.prose += inner.prose;
      }
    }
  }
  flush();
  return measure;
}

function addText(text: string, isLinked: boolean, run: Run, measure: TextMeasure): void {
  const chars = countChars(text);
  run.all += chars;
  measure.all += chars;
  if (!isLinked) return;
  run.linked += chars;
  measure.linked += chars;
}

function countChars(text: string): number {
  let count = 0;
  let isForeign = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 32 && code !== 0xa0) count += 1;
    if (code >= 0x3040) isForeign = true;
  }
  return isForeign ? count + 2 * (text.match(wide)?.length ?? 0) : count;
}

function isProse({ all, linked }: Run): boolean {
  return all >= minProseChars && linked <= maxProseLinkShare * all;
}

function isInlineName(name: string): boolean {
  return inlineElements.has(name) || name === 'span' || name === 'font';
}
