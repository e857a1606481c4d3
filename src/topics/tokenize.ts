import { FaultAt } from './query-fault.ts';

/** A piece of a query and where it begins, in UTF-16 units from 0. `value` is what it says, without its signs. */
export interface Token {
  kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'near' | 'field' | 'quoted' | 'word' | 'end';
  from: number;
  value: string;
}

const space = /\s+/y;
/** `title:`, `words>:`, `words>`; what else has a colon, as 10:30, is a word. */
const field = /(?:([a-z]+):|(words)\s*([<>]):?)/iy;
const near = /NEAR(?:\/(\S*?))?(?=[\s()]|$)/y;
const operator = /(?:AND|OR|NOT)(?=[\s()]|$)/y;
const word = /[^\s()"“”„]+/y;
const closingQuote = /["“”„]/g;
const quotes = '"“”„';

/** The tokens of a query, an end behind them. @throws FaultAt for a quote without its end, and a minus before nothing. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  while (at < source.length) {
    const from = at;
    const blank = take(space);
    if (blank) at += blank[0].length;
    else {
      const { token, length } = readToken(source, from, take);
      tokens.push({ ...token, from });
      at += length;
    }
  }
  return [...tokens, { kind: 'end', from: source.length, value: '' }];
}

type Take = (pattern: RegExp) => RegExpExecArray | null;
type Read = { token: Omit<Token, 'from'>; length: number };

function readToken(source: string, from: number, take: Take): Read {
  const sign = source[from] ?? '';
  if (sign === '(') return { token: { kind: 'open', value: sign }, length: 1 };
  if (sign === ')') return { token: { kind: 'close', value: sign }, length: 1 };
  if (sign === '-') return readMinus(source, from);
  if (quotes.includes(sign)) return readQuoted(source, from);
  const named = take(operator);
  if (named)
    return {
      token: { kind: named[0].toLowerCase() as 'and' | 'or' | 'not', value: named[0] },
      length: named[0].length,
    };
  const close = take(near);
  if (close) return { token: { kind: 'near', value: close[1] ?? '' }, length: close[0].length };
  const name = take(field);
  if (name) {
    const value = `${name[1] ?? name[2]}${name[3] ?? ''}`.toLowerCase();
    return { token: { kind: 'field', value }, length: name[0].length };
  }
  const [value = sign] = take(word) ?? [];
  return { token: { kind: 'word', value }, length: value.length };
}

function readMinus(source: string, from: number): Read {
  if (/[^\s)-]/.test(source[from + 1] ?? '')) return { token: { kind: 'not', value: '-' }, length: 1 };
  throw new FaultAt(from, 'a minus stands directly before what is to be left out');
}

function readQuoted(source: string, from: number): Read {
  closingQuote.lastIndex = from + 1;
  const end = closingQuote.exec(source)?.index;
  if (end === undefined) throw new FaultAt(from, 'this quotation mark has no second one');
  return { token: { kind: 'quoted', value: source.slice(from + 1, end) }, length: end + 1 - from };
}
