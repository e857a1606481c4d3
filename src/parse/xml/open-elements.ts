import type { ElementTraits } from './element-rules.ts';

interface OpenElement {
  /** As written. */
  name: string;
  traits: ElementTraits;
}

/** The elements open at a place of a document, by name as written; names are compared without regard to case. */
export class OpenElements {
  readonly #elements: OpenElement[] = [];
  readonly #counts = new Map<string, number>();
  /** Where the outermost open element of the kind stands; -1 for none. */
  #text = -1;
  #markup = -1;

  get depth(): number {
    return this.#elements.length;
  }

  /** The innermost element; empty where none is open. */
  get innermost(): string {
    return this.#elements.at(-1)?.name ?? '';
  }

  open(name: string, traits: ElementTraits): void {
    const { folded, holdsText, holdsMarkup } = traits;
    if (this.#text === -1 && holdsText) this.#text = this.depth;
    if (this.#markup === -1 && holdsMarkup) this.#markup = this.depth;
    this.#counts.set(folded, (this.#counts.get(folded) ?? 0) + 1);
    this.#elements.push({ name, traits });
  }

  /** Closes the innermost element of that name and all in it; its name as written, null where none is open. */
  close(folded: string): string | null {
    if (!this.#counts.get(folded)) return null;
    let closed = this.#pop();
    while (closed !== undefined && closed.traits.folded !== folded) closed = this.#pop();
    return closed?.name ?? null;
  }

  /** Closes what cannot be around an element that begins, because its end tag is missing; null where nothing is. */
  closeBefore({ folded, isItem, endsText, endsMarkup }: ElementTraits): string | null {
    if (isItem) return this.close(folded);
    if (this.#markup !== -1 && endsMarkup) return this.#closeDownTo(this.#markup);
    return this.#text !== -1 && endsText ? this.#closeDownTo(this.#text) : null;
  }

  #closeDownTo(depth: number): string | null {
    let closed = this.#pop();
    while (this.depth > depth) closed = this.#pop();
    return closed?.name ?? null;
  }

  #pop(): OpenElement | undefined {
    const closed = this.#elements.pop();
    if (closed === undefined) return undefined;
    const { folded } = closed.traits;
    this.#counts.set(folded, (this.#counts.get(folded) ?? 1) - 1);
    if (this.#text >= this.depth) this.#text = -1;
    if (this.#markup >= this.depth) this.#markup = -1;
    return closed;
  }
}
