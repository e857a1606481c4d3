import type { CheerioAPI } from 'cheerio';
import { load } from 'cheerio';
import { Element } from 'domhandler';
import { DomHandler, Parser } from 'htmlparser2';
import { setChildren } from './dom-nodes.ts';

/** Longest input that is read, in characters. Of a page most is script; a body of this length is a book. */
export const maxBodyChars = 1_000_000;
export const maxPageChars = 2_000_000;

/** Deepest nesting and most elements that are built. Real article pages have up to 15,000, some 60 deep. */
const maxDepth = 250;
const maxElements = 50_000;

/**
 * Most `<`, `>` and `&` that are read: twice what so many elements need. Those that are text are written as entities later,
 * each of which takes as long as dozens of letters.
 */
const maxMarks = 400_000;

/** The parser looks through all open elements at a stray end tag, so they must stay few: it stops between chunks. */
const chunkChars = 16_384;

export interface ParsedHtml {
  $: CheerioAPI;
  /** Holds all that was read, so that the document itself has one child only: cheerio takes quadratic time otherwise. */
  root: Element;
  /** How many characters of the input were left unread because it is too long, too deep or has too many elements or marks. */
  unreadChars: number;
}

/** Reads any string as HTML, leniently, in linear time. Comments and declarations are not kept. */
export function parseHtml(html: string, maxChars = maxBodyChars): ParsedHtml {
  const handler = new BoundedHandler();
  const parser = new Parser(handler);
  const end = Math.min(html.length, maxChars);
  let position = 0;
  let marks = 0;
  while (position < end && !handler.isFull && marks < maxMarks) {
    const next = Math.min(position + chunkChars, end);
    const chunk = html.slice(position, next);
    marks += chunk.match(/[<>&]/g)?.length ?? 0;
    parser.write(chunk);
    position = next;
  }
  parser.end();
  const root = new Element('root', {});
  setChildren(root, handler.root.children);
  setChildren(handler.root, [root]);
  const document = handler.root as unknown as Parameters<typeof load>[0];
  const $ = load(document, { xml: { xmlMode: false, decodeEntities: true } }, false);
  return { $, root, unreadChars: html.length - position };
}

/** Builds elements until one of the bounds is met; what lies too deep or comes too late leaves only its text. */
class BoundedHandler extends DomHandler {
  isFull = false;
  /** For each open element whether it was built. */
  readonly #open: boolean[] = [];
  #elements = 0;

  override onopentag(name: string, attributes: Record<string, string>): void {
    const fits = this.#open.length < maxDepth && this.#elements < maxElements;
    this.#open.push(fits);
    if (!fits) {
      this.isFull = true;
      return;
    }
    this.#elements += 1;
    super.onopentag(name, attributes);
  }

  override onclosetag(): void {
    if (this.#open.pop()) super.onclosetag();
  }

  override oncomment(): void {}
  override oncommentend(): void {}
  override onprocessinginstruction(): void {}
}
