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

/** HTML elements without an end tag, as they turn up unescaped in descriptions. RSS has none of these names. */
const voidElements = new Set(['br', 'hr', 'img', 'input', 'wbr']);
/** Elements that never stand in one another: a second one means that the first was not closed. */
const itemNames = new Set(['item', 'entry']);

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
  readonly #limits: RepairLimits;
  readonly #pieces: string[] = [];
  #copiedTo = 0;
  /** Names of the open elements; those at maxDepth and beyond were dropped. */
  readonly #open: string[] = [];
  readonly #openCount = new Map<string, number>();
  /** Terminators known not to occur any more, so that they are not looked for again and again. */
  readonly #missing = new Set<string>();
  #tags = 0;
  #droppedTags = 0;

  constructor(text: string, limits: RepairLimits) {
    this.#text = text;
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
    if (next === '?') return this.#skipPast('>', at, 2) ?? this.#escape(at);
    return nameStart.test(next) ? this.#startTag(at) : this.#escape(at);
  }

  #declaration(at: number): number {
    if (this.#text.startsWith('<!--', at)) return this.#skipPast('-->', at, 4) ?? this.#escape(at);
    if (this.#text.startsWith('<![CDATA[', at)) return this.#skipPast(']]>', at, 9) ?? this.#text.length;
    const end = this.#skipPast('>', at, 2);
    if (end === null) return this.#escape(at);
    const subset = this.#text.slice(at, end).includes('[') ? this.#skipPast(']', at, 2) : null;
    const close = subset === null ? end : (this.#skipPast('>', subset, 0) ?? end);
    return this.#replace(at, close, '');
  }

  #endTag(at: number): number {
    const name = this.#nameAt(at + 2);
    const bracket = this.#text.slice(at + 2, at + 400).search(/[<>]/);
    if (name === '' || bracket === -1) return this.#escape(at);
    const stop = at + 2 + bracket;
    const end = this.#text[stop] === '>' ? stop + 1 : stop;
    const opened = this.#close(name.toLowerCase());
    if (opened === null) return this.#replace(at, end, '');
    const tag = `</${opened}>`;
    return this.#text.startsWith(tag, at) ? end : this.#replace(at, end, tag);
  }

  /** Closes the innermost open element of that name; its name as written, or null where nothing is to be closed. */
  #close(name: string): string | null {
    if (!this.#openCount.get(name)) return null;
    let opened = '';
    do {
      opened = this.#open.pop() ?? '';
      const folded = opened.toLowerCase();
      this.#openCount.set(folded, (this.#openCount.get(folded) ?? 1) - 1);
    } while (opened !== '' && opened.toLowerCase() !== name);
    return this.#open.length < this.#limits.maxDepth ? opened : null;
  }

  #startTag(at: number): number {
    const name = this.#nameAt(at + 1);
    const end = this.#tagEnd(at + 1 + name.length);
    if (end === null) return this.#escape(at);
    const isClosed = this.#text[end - 2] === '/';
    if (this.#tags >= this.#limits.maxTags || end - at > this.#limits.maxTagChars) return this.#drop(at, end);
    this.#tags += 1;
    if (isClosed) return this.#open.length < this.#limits.maxDepth ? end : this.#drop(at, end);
    if (voidElements.has(name.toLowerCase())) return this.#replace(end - 1, end, ' />');
    const unclosed = itemNames.has(name.toLowerCase()) ? this.#close(name.toLowerCase()) : null;
    this.#push(name);
    if (this.#open.length > this.#limits.maxDepth) return this.#drop(at, end);
    return unclosed === null ? end : this.#replace(at, end, `</${unclosed}>${this.#text.slice(at, end)}`);
  }

  #push(name: string): void {
    const folded = name.toLowerCase();
    this.#open.push(name);
    this.#openCount.set(folded, (this.#openCount.get(folded) ?? 0) + 1);
  }

  #drop(at: number, end: number): number {
    this.#droppedTags += 1;
    return this.#replace(at, end, '');
  }

  #nameAt(at: number): string {
    namePattern.lastIndex = at;
    return namePattern.exec(this.#text)?.[0] ?? '';
  }

  /** Past the `>` of a start tag; a `>` or `<` in a quoted value does not count. Null where the tag does not end. */
  #tagEnd(from: number): number | null {
    let afterEquals = false;
    for (let at = from; at < this.#text.length; at += 1) {
      const char = this.#text[at];
      if (char === '>') return at + 1;
      if (char === '<') return null;
      if (afterEquals && (char === '"' || char === "'")) {
        const closed = this.#skipPast(char, at, 1);
        if (closed === null) return null;
        at = closed - 1;
      }
      afterEquals = char === '=' || (afterEquals && (char === ' ' || char === '\n' || char === '\t'));
    }
    return null;
  }

  #skipPast(terminator: string, at: number, offset: number): number | null {
    if (this.#missing.has(terminator)) return null;
    const found = this.#text.indexOf(terminator, at + offset);
    if (found !== -1) return found + terminator.length;
    this.#missing.add(terminator);
    return null;
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
