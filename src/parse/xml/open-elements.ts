import { type ElementTraits, traitsOf } from './element-rules.ts';

/** The elements open at a place of a document, by name as written; names are compared without regard to case. */
export class OpenElements {
  readonly #names: string[] = [];
  readonly #counts = new Map<string, number>();
  /** Where the outermost open element of the kind stands; -1 for none. */
  #text = -1;
  #markup = -1;

  get depth(): number {
    return this.#names.length;
  }

  /** The innermost element; empty where none is open. */
  get innermost(): string {
    return this.#names.at(-1) ?? '';
  }

  open(name: string, { folded, holdsText, holdsMarkup }: ElementTraits): void {
    if (this.#text === -1 && holdsText) this.#text = this.depth;
    if (this.#markup === -1 && holdsMarkup) this.#markup = this.depth;
    this.#counts.set(folded, (this.#counts.get(folded) ?? 0) + 1);
    this.#names.push(name);
  }

  /** Closes the innermost element of that name and all in it; its name as written, null where none is open. */
  close(folded: string): string | null {
    if (!this.#counts.get(folded)) return null;
    let closed = this.#pop();
    while (this.depth > 0 && traitsOf(closed).folded !== folded) closed = this.#pop();
    return closed;
  }

  /** Closes what cannot be around an element that begins, because its end tag is missing; null where nothing is. */
  closeBefore({ folded, isItem, endsText, endsMarkup }: ElementTraits): string | null {
    if (isItem) return this.close(folded);
    if (this.#markup !== -1 && endsMarkup) return this.#closeDownTo(this.#markup);
    return this.#text !== -1 && endsText ? this.#closeDownTo(this.#text) : null;
  }

  #closeDownTo(depth: number): string {
    let closed = this.#pop();
    while (this.depth > depth) closed = this.#pop();
    return closed;
  }

  #pop(): string {
    const name = this.#names.pop() ?? '';
    const { folded } = traitsOf(name);
    this.#counts.set(folded, (this.#counts.get(folded) ?? 1) - 1);
    if (this.#text >= this.depth) this.#text = -1;
    if (this.#markup >= this.depth) this.#markup = -1;
    return name;
  }
}
