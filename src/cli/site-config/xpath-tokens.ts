/** A piece of an XPath 1.0 expression. */
export interface XpathToken {
  kind: 'text' | 'number' | 'name' | 'sign' | 'end';
  /** Of a text what stands between its quotes. */
  value: string;
}

/** What an expression cannot be carried for; told to the operator. */
export class NotCarried extends Error {}

const pattern =
  /\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<number>\d+)|(?<name>[A-Za-z_][\w.-]*)|(?<sign>\/\/|::|\.\.|!=|[/[\]()@,|=.*<>+-]))/y;

/** Reads tokens one by one. */
export interface XpathReader {
  peek(): XpathToken;
  next(): XpathToken;
  /** Takes the sign or name that comes next if it is this one. */
  take(value: string): boolean;
  /** @throws NotCarried where something else comes next. */
  expect(value: string): void;
}

/** @throws NotCarried where the text is no XPath. */
export function readXpath(text: string): XpathReader {
  const tokens = tokenize(text);
  let at = 0;
  const peek = (): XpathToken => tokens[at] ?? { kind: 'end', value: '' };
  const isNext = (value: string) =>
    peek().value === value && (peek().kind === 'sign' || peek().kind === 'name');
  const reader: XpathReader = {
    peek,
    next() {
      const token = peek();
      at += 1;
      return token;
    },
    take(value) {
      if (!isNext(value)) return false;
      at += 1;
      return true;
    },
    expect(value) {
      if (!reader.take(value)) throw new NotCarried(`a ${value} is missing in its XPath`);
    },
  };
  return reader;
}

function tokenize(text: string): XpathToken[] {
  const tokens: XpathToken[] = [];
  const source = text.trimEnd();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const { groups } = pattern.exec(source) ?? {};
    if (groups === undefined) throw new NotCarried('its XPath cannot be read');
    const { double, single, number, name, sign } = groups;
    const value = double ?? single;
    if (value !== undefined) tokens.push({ kind: 'text', value });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else tokens.push({ kind: 'sign', value: sign ?? '' });
  }
  return tokens;
}
