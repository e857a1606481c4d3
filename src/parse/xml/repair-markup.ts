import { traitsOf } from './element-rules.ts';
import { OpenElements } from './open-elements.ts';
import { readStartTag } from './start-tag.ts';
import { TextSearch } from './text-search.ts';

/** Markup whose nesting is bounded and whose end tags all have a start; a lenient XML reader needs linear time for it. */
export interface RepairedMarkup {
  text: string;
  /** Start tags left out because they are too deep, too late or too long. Their text is kept. */
  droppedTags: number;
}

export interface RepairLimits {
  maxDepth: number;
  maxTags: number;
  /** Longer start tags are left out. */
  maxTagChars: number;
}

const itemStarts = ['<item', '<entry', '<ITEM', '<ENTRY'];
const nameStart = /[A-Za-z_:\u0080-\uffff]/;
const namePattern = /[^\s/<>="']{1,100}/y;

/**
 * Mends what would lead a lenient XML reader astray: a `<` that starts no tag is escaped, an end tag without a start and
 * a document type are dropped, void HTML elements and items are closed, and the limits are enforced.
 */
export function repairMarkup(text: string, limits: RepairLimits): RepairedMarkup {
  const repair = new Repair(text, limits);
  let at = text.indexOf('<');
  while (at !== -1) {
    const next = repair.step(at);
    at = text.indexOf('<', next);
  }
  return repair.result();
}

/** One pass over the text: pieces of it, with replacements between them. */
class Repair {
  readonly #text: string;
  readonly #search: TextSearch;
  readonly #limits: RepairLimits;
  readonly #pieces: string[] = [];
  #copiedTo = 0;
  /** The open elements; those at maxDepth and beyond were dropped. */
  readonly #open = new OpenElements();
  /** Where the last item begins; -1 for none, null while nobody asked. */
  #lastItem: number | null = null;
  #tags = 0;
  #droppedTags = 0;

  constructor(text: string, limits: RepairLimits) {
    this.#text = text;
    this.#search = new TextSearch(text);
    this.#limits = limits;
  }

  result(): RepairedMarkup {
    if (this.#pieces.length === 0) return { text: this.#text, droppedTags: this.#droppedTags };
    this.#pieces.push(this.#text.slice(this.#copiedTo));
    return { text: this.#pieces.join(''), droppedTags: this.#droppedTags };
  }

  /** Deals with the `<` at `at` and returns where to look for the next one. */
  step(at: number): number {
    const next = this.#text[at + 1] ?? '';
    if (next === '/') return this.#endTag(at);
    if (next === '!') return this.#declaration(at);
    if (next === '?') return this.#search.skipPast('>', at + 2) ?? this.#escape(at);
    return nameStart.test(next) ? this.#startTag(at) : this.#escape(at);
  }

  #declaration(at: number): number {
    if (this.#text.startsWith('<!-->', at)) return at + 5;
    if (this.#text.startsWith('<!--', at)) return this.#search.skipPast('-->', at + 4) ?? this.#escape(at);
    if (this.#text.startsWith('<![CDATA[', at)) return this.#cdata(at + 9);
    const end = this.#search.skipPast('>', at + 2);
    if (end === null) return this.#escape(at);
    const subset = this.#text.slice(at, end).includes('[') ? this.#search.skipPast(']', at + 2) : null;
    const close = subset === null ? end : (this.#search.skipPast('>', subset) ?? end);
    return this.#replace(at, close, '');
  }

  /** A section without an end of its own ends where its element does. */
  #cdata(from: number): number {
    const end = this.#search.find(']]>', from);
    const next = this.#search.find('<![CDATA[', from);
    if (end !== -1 && (next === -1 || end < next)) return end + 3;
    const elementEnd = this.#elementEnd(from, next === -1 ? this.#text.length : next);
    if (elementEnd !== null) return this.#replace(elementEnd, elementEnd, ']]>');
    return end === -1 ? this.#text.length : end + 3;
  }

  /** Where the innermost element's end tag stands, with another tag behind it; null where there is none. */
  #elementEnd(from: number, to: number): number | null {
    const name = this.#open.innermost;
    const tag = new RegExp(`</${RegExp.escape(name)}\\s{0,9}>\\s{0,99}<[/a-z]`, 'i');
    const found = name === '' ? -1 : this.#text.slice(from, to + 2).search(tag);
    return found === -1 ? null : from + found;
  }

  #endTag(at: number): number {
    const name = this.#nameAt(this.#text[at + 2] === ' ' ? at + 3 : at + 2);
    const bracket = this.#text.slice(at + 2, at + 400).search(/[<>]/);
    if (name === '' || bracket === -1) return this.#escape(at);
    const stop = at + 2 + bracket;
    const end = this.#text[stop] === '>' ? stop + 1 : stop;
    if (this.#isEarlyEnd(name, at)) return this.#replace(at, end, '');
    const opened = this.#shown(this.#open.close(traitsOf(name).folded));
    if (opened === null) return this.#replace(at, end, '');
    const tag = `</${opened}>`;
    return this.#text.startsWith(tag, at) ? end : this.#replace(at, end, tag);
  }

  /** The end of a root with items behind it: RDF has them beside its channel, broken feeds beside their root. */
  #isEarlyEnd(name: string, at: number): boolean {
    if (!traitsOf(name).isRoot) return false;
    this.#lastItem ??= Math.max(...itemStarts.map((start) => this.#text.lastIndexOf(start)));
    return this.#lastItem > at;
  }

  /** The name of a closed element, null where its start tag was dropped. */
  #shown(closed: string | null): string | null {
    return this.#open.depth < this.#limits.maxDepth ? closed : null;
  }

  #startTag(at: number): number {
    const name = this.#nameAt(at + 1);
    const tag = readStartTag(this.#search, at, name);
    if (tag === null) return this.#escape(at);
    const { end, repaired } = tag;
    if (this.#tags >= this.#limits.maxTags || end - at > this.#limits.maxTagChars) return this.#drop(at, end);
    this.#tags += 1;
    const traits = traitsOf(name);
    const unclosed = this.#shown(this.#open.closeBefore(traits));
    if (unclosed !== null) this.#replace(at, at, `</${unclosed}>`);
    if (this.#text[end - 2] === '/')
      return this.#open.depth < this.#limits.maxDepth ? end : this.#drop(at, end);
    if (traits.isVoid) return this.#replace(end - 1, end, ' />');
    this.#open.open(name, traits);
    if (this.#open.depth > this.#limits.maxDepth) return this.#drop(at, end);
    return repaired === null ? end : this.#replace(at, end, repaired);
  }

  #drop(at: number, end: number): number {
    this.#droppedTags += 1;
    return this.#replace(at, end, '');
  }

  #nameAt(at: number): string {
    namePattern.lastIndex = at;
    return namePattern.exec(this.#text)?.[0] ?? '';
  }

  /** Escapes a `<`, and with it all but the last of a run of them. */
  #escape(at: number): number {
    let end = at + 1;
    while (this.#text[end] === '<' && this.#text[end + 1] === '<') end += 1;
    return this.#replace(at, end, '&lt;'.repeat(end - at));
  }

  #replace(from: number, to: number, replacement: string): number {
    this.#pieces.push(this.#text.slice(this.#copiedTo, from), replacement);
    this.#copiedTo = to;
    return to;
  }
}
