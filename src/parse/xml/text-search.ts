/** Looks for texts further and further on in a document, and for each text looks at each character once. */
export class TextSearch {
  readonly text: string;
  readonly #found = new Map<string, { from: number; at: number }>();

  constructor(text: string) {
    this.text = text;
  }

  /** Where `wanted` stands at `from` or later; -1 where it does not. */
  find(wanted: string, from: number): number {
    const last = this.#found.get(wanted);
    if (last && last.from <= from && (last.at === -1 || last.at >= from)) return last.at;
    const at = this.text.indexOf(wanted, from);
    this.#found.set(wanted, { from, at });
    return at;
  }

  /** Past `wanted`; null where it does not stand at `from` or later. */
  skipPast(wanted: string, from: number): number | null {
    const found = this.find(wanted, from);
    return found === -1 ? null : found + wanted.length;
  }
}
