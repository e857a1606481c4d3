import { type ChildNode, type Element, isTag } from 'domhandler';
import { isCopyrightLine } from './copyright-line.ts';
import { elementsIn, rawText } from './dom-nodes.ts';
import type { Draft } from './draft.ts';
import { headLines } from './head.ts';
import { type Line, takeLines } from './lines.ts';
import { captionParts, creditLine } from './photo-credit.ts';
import { tidyLine } from './tidy-text.ts';

/** Captions stay with their pictures, in the HTML; they are never text: a body of pictures alone has none. */
export function setCaptionsAside(draft: Draft): void {
  const captions = draft.lines.filter((line) => figcaptionOf(line) !== null || isCreditedBelow(line, draft));
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

interface CaptionParts {
  caption: string | null;
  credit: string | null;
}

const captionsOfFigures = new WeakMap<Element, CaptionParts>();

/** The caption of the figure an image stands in, and who is credited in it. A figure is read once, however many images it has. */
export function readCaption(image: Element, draft: Draft): CaptionParts {
  let figure = image.parent;
  while (figure && isTag(figure) && figure.name !== 'figure') figure = figure.parent;
  if (!figure || !isTag(figure)) return { caption: null, credit: null };
  const known = captionsOfFigures.get(figure);
  if (known) return known;
  const caption = elementsIn(figure).find(({ name }) => name === 'figcaption');
  const text = caption === undefined ? '' : tidyLine(rawText([caption]));
  const parts = text === '' ? { caption: null, credit: null } : captionParts(text, draft.rules);
  captionsOfFigures.set(figure, parts);
  return parts;
}

/** A line in the paragraph of a picture, right behind it, that says who took it: "The ferry. (Jane Doe/Reuters)". */
function isCreditedBelow({ nodes, text, kind }: Line, { content, rules }: Draft): boolean {
  const before = nodes[0]?.prev;
  if (kind !== 'text' || !before || !isTag(before) || !holdsImage(before) || /\S/.test(rawText([before])))
    return false;
  const parts = captionParts(text, rules);
  if (parts.credit === null) return false;
  const sources = new Set([before, ...elementsIn(before)].map(({ attribs }) => attribs['src']));
  const image = content.images.find(({ url, caption }) => caption === null && sources.has(url));
  if (image) Object.assign(image, parts);
  return true;
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
  return before != null && isTag(before) && (before.name === 'figure' || holdsImage(before));
}

function holdsImage(element: Element): boolean {
  return element.name === 'img' || elementsIn(element).some(({ name }) => name === 'img');
}
