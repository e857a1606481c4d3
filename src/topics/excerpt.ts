import { termsOf } from '../domain/terms.ts';

const contextChars = 60;
/** A word, or one character of a script without spaces, so that a mark covers no whole sentence. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const chunk = new RegExp(`[${unspaced}]|[^\\s${unspaced}]+`, 'gu');

const leading = /^[^\p{L}\p{N}\p{M}]*/u;
const letter = /[\p{L}\p{N}\p{M}\ud800-\udfff]/u;

/** The text around some of its terms, which are numbered from 0, on one line: …a word «marked» as this…. */
export function excerptAround(text: string, numbers: readonly number[]): string {
  const marked = spansOf(text, new Set(numbers));
  const [first, last] = [marked[0], marked.at(-1)];
  if (!first || !last) return cutTo(text, 0, 2 * contextChars);
  // What lies farther apart than an excerpt is long keeps only its first mark.
  const end = last.to - first.from > 4 * contextChars ? first.to : last.to;
  const shown = marked.filter(({ to }) => to <= end);
  const before = Math.max(0, first.from - contextChars);
  let excerpt = before > 0 ? `…${fromWord(text.slice(before, first.from))}` : text.slice(0, first.from);
  let at = first.from;
  for (const { from, to } of shown) {
    excerpt += `${text.slice(at, from)}«${text.slice(from, to)}»`;
    at = to;
  }
  return `${excerpt}${cutTo(text, at, contextChars)}`.replace(/\s+/g, ' ').trim();
}

interface Span {
  from: number;
  to: number;
}

/** Spans of the numbered terms; those that touch are one. */
function spansOf(text: string, numbers: ReadonlySet<number>): Span[] {
  const lastNumber = Math.max(-1, ...numbers);
  const spans: Span[] = [];
  let number = 0;
  for (const { 0: piece, index } of text.matchAll(chunk)) {
    if (number > lastNumber) break;
    const next = number + termsOf(piece).length;
    const holds = Array.from({ length: next - number }, (_, n) => number + n).some((one) => numbers.has(one));
    // Quotation marks and full stops are no part of a word.
    const [before = ''] = leading.exec(piece) ?? [];
    if (holds) addSpan(spans, index + before.length, index + lettersEnd(piece));
    number = next;
  }
  return spans;
}

/** Behind the last letter; by hand, as a pattern that is tied to the end takes quadratic time. */
function lettersEnd(piece: string): number {
  let end = piece.length;
  while (end > 0 && !letter.test(piece.charAt(end - 1))) end -= 1;
  return end === 0 ? piece.length : end;
}

function addSpan(spans: Span[], from: number, to: number): void {
  const last = spans.at(-1);
  if (last && from - last.to <= 1) last.to = to;
  else spans.push({ from, to });
}

function fromWord(text: string): string {
  const space = text.search(/\s/);
  return space === -1 ? text : text.slice(space + 1);
}

function cutTo(text: string, from: number, chars: number): string {
  const rest = text.slice(from, from + chars);
  if (from + chars >= text.length) return rest;
  return `${rest.replace(/\s\S*$/, '')}…`;
}
