import { namesFeedElement, traitsOf } from './element-rules.ts';
import type { TextSearch } from './text-search.ts';

/** Where a start tag ends, and what is to stand for it where it is broken. */
export interface StartTag {
  /** Past its last character. */
  end: number;
  repaired: string | null;
}

/**
 * Reads the start tag at `at`. A `>` or `<` in a quoted value does not count; a quote without end and a tag without `>`
 * are mended. Null where what stands there is no tag.
 */
export function readStartTag(search: TextSearch, at: number, name: string): StartTag | null {
  const { text } = search;
  let afterEquals = false;
  for (let place = at + 1 + name.length; place < text.length; place += 1) {
    const char = text[place] ?? '';
    if (char === '>') return { end: place + 1, repaired: null };
    if (char === '<') return endBefore(text, at, name, place);
    if (afterEquals && (char === '"' || char === "'")) {
      const closed = search.find(char, place + 1);
      if (closed === -1 || isNoValue(text, place, closed)) return endQuote(text, at, place, char);
      place = closed;
    }
    afterEquals = char === '=' || (afterEquals && (char === ' ' || char === '\n' || char === '\t'));
  }
  return null;
}

/** Whether two quotes do not belong together: a tag of a feed, or a `>` and then no end of a value, stand between. */
function isNoValue(text: string, open: number, closed: number): boolean {
  const value = text.slice(open, closed);
  return namesFeedElement(value) || (value.includes('>') && !/[\s/>]/.test(text[closed + 1] ?? ''));
}

/** A tag without `>` before the next one. What follows the name are attributes, or the element's text already. */
function endBefore(text: string, at: number, name: string, next: number): StartTag | null {
  if (!traitsOf(name).isOfFeed) return null;
  const nameEnd = at + 1 + name.length;
  const hasAttributes = /^\s{1,20}[\w:-]{1,50}\s{0,5}=/.test(
    text.slice(nameEnd, Math.min(next, nameEnd + 80)),
  );
  const end = hasAttributes ? next : nameEnd;
  return { end, repaired: `${text.slice(at, end)}>` };
}

/** A quote whose end is missing ends with the tag. */
function endQuote(text: string, at: number, open: number, quote: string): StartTag | null {
  const bracket = text.indexOf('>', open);
  return bracket === -1 ? null : { end: bracket + 1, repaired: `${text.slice(at, bracket)}${quote}>` };
}
