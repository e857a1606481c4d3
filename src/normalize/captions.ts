import { type ChildNode, type Element, isTag } from 'domhandler';
import { isCopyrightLine } from './copyright-line.ts';
import { elementsIn, rawText } from './dom-nodes.ts';
import type { Draft } from './draft.ts';
import { headLines } from './head.ts';
import { type Line, takeLines } from './lines.ts';
import { captionParts, creditLine } from './photo-credit.ts';
import { tidyLine } from './tidy-text.ts';

const captionClass =
  /(?:^|\s)(?:wp-caption-text|caption|image-caption|img-caption|figcaption|caption-text|photo-caption|media-caption)(?:\s|$)/i;

/** Blocks that are captions by their class become captions of a figure. */
export function nameCaptions(draft: Draft): void {
  for (const element of elementsIn(draft.root)) {
    const { parent } = element;
    if (!captionClass.test(element.attribs['class'] ?? '') || !parent || !isTag(parent)) continue;
    if (parent.name !== 'div' && parent.name !== 'figure') continue;
    if (element.name === 'img' || !elementsIn(parent).some(({ name }) => name === 'img')) continue;
    if (elementsIn(element).some(({ name }) => name === 'img')) continue;
    element.name = 'figcaption';
    parent.name = 'figure';
  }
}

/** Captions stay with their pictures, in the HTML; they are never text: a body of pictures alone has none. */
export function setCaptionsAside(draft: Draft): void {
  const captions = draft.lines.filter((line) => figcaptionOf(line) !== null);
  for (const line of captions) draft.removed.push({ rule: 'caption', text: line.text, line: line.number });
  const aside = new Set(captions);
  draft.lines = draft.lines.filter((line) => !aside.has(line));
}

/** A line of its own that says who took a picture: below the picture, or anywhere under the head. */
export function takePhotoCredits(draft: Draft): void {
  const { images } = draft.content;
  const head = new Set(headLines(draft));
  const taken: Line[] = [];
  for (const line of draft.lines) {
    if (line.kind !== 'text') continue;
    const credit = creditLine(line.text, draft.rules);
    if (
      credit === null ||
      !(followsImage(line) || isApart(line, head, draft)) ||
      taken.length + 1 === draft.lines.length
    )
      continue;
    taken.push(line);
    const image = images.find((one) => one.credit === null);
    if (image) image.credit = credit;
  }
  takeLines(draft, taken, 'photo-credit');
}

/** In the head it may be a byline, and a notice of copyright credits the whole text. */
function isApart(line: Line, head: ReadonlySet<Line>, draft: Draft): boolean {
  return !head.has(line) && !isCopyrightLine(line.text, draft.rules);
}

/** The caption of the figure an image stands in, and who is credited in it. */
export function readCaption(image: Element, draft: Draft): { caption: string | null; credit: string | null } {
  let figure = image.parent;
  while (figure && isTag(figure) && figure.name !== 'figure') figure = figure.parent;
  const caption =
    figure && isTag(figure)
      ? figure.children.find((child) => isTag(child) && child.name === 'figcaption')
      : undefined;
  const text = caption === undefined ? '' : tidyLine(rawText([caption]));
  return text === '' ? { caption: null, credit: null } : captionParts(text, draft.rules);
}

function figcaptionOf(line: Line): Element | null {
  for (let node = line.nodes[0]?.parent ?? null; node && isTag(node); node = node.parent)
    if (node.name === 'figcaption') return node;
  return null;
}

function followsImage({ nodes }: Line): boolean {
  const first = nodes[0];
  const block: ChildNode | undefined =
    first?.parent && isTag(first.parent) && first.parent.name === 'p' ? first.parent : first;
  const before = block?.prev;
  return (
    before != null &&
    isTag(before) &&
    (before.name === 'figure' || elementsIn(before).some(({ name }) => name === 'img'))
  );
}
