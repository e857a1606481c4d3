/** Topics under how words begin; a word finds all of its own beginnings in one walk along its characters. */
export interface PrefixTree {
  add(prefix: string, number: number): void;
  /** Tells `visit` the numbers of every prefix that the word begins with. */
  visit(word: string, visit: (numbers: number[]) => void): void;
}

interface Node {
  next: Map<number, Node>;
  numbers: number[];
}

export function createPrefixTree(): PrefixTree {
  const root: Node = { next: new Map(), numbers: [] };
  return {
    add(prefix, number) {
      let node = root;
      for (let index = 0; index < prefix.length; index += 1) {
        const code = prefix.charCodeAt(index);
        const next = node.next.get(code) ?? { next: new Map(), numbers: [] };
        node.next.set(code, next);
        node = next;
      }
      node.numbers.push(number);
    },
    visit(word, visit) {
      let node: Node | undefined = root;
      for (let index = 0; index < word.length; index += 1) {
        node = node.next.get(word.charCodeAt(index));
        if (!node) return;
        if (node.numbers.length > 0) visit(node.numbers);
      }
    },
  };
}
