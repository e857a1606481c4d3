import { isTraversal, parse, type Selector as Token } from 'css-what';

/** How a part of a selector hangs on the part before it. */
export type Combinator = 'start' | 'descendant' | 'child' | 'adjacent' | 'sibling';

/** A part without combinators, such as `div.text:not(.ad)`, and what must stand before it. */
export interface SelectorPart {
  combinator: Combinator;
  tokens: Token[];
  /** Whether a selector ends with it. */
  isLast: boolean;
}

export type ReadSelector = { kind: 'selector'; parts: SelectorPart[] } | { kind: 'refused'; reason: string };

/** The parts of all alternatives are bits of one number. */
const maxParts = 30;
const maxChars = 500;
const combinators: ReadonlySet<string> = new Set(['descendant', 'child', 'adjacent', 'sibling']);
const nested: ReadonlySet<string> = new Set(['not', 'is', 'where', 'has']);
const plain: ReadonlySet<string> = new Set([
  ...['first-child', 'last-child', 'only-child', 'first-of-type', 'last-of-type', 'only-of-type', 'empty'],
  ...['nth-child', 'nth-last-child', 'nth-of-type', 'nth-last-of-type', 'contains', 'icontains'],
]);

/** Reads a CSS selector (Selectors Level 4, without combinators inside of `:not`, `:is` and `:where`, with `:has(> b)`, and with `:contains`). */
export function readSelector(text: string): ReadSelector {
  if (text.length > maxChars) return refused(`it is longer than ${maxChars} characters`);
  let alternatives: Token[][];
  try {
    alternatives = parse(text);
  } catch (error) {
    return refused(`it cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const fault = faultIn(alternatives.flat(), null);
  if (fault !== null) return refused(fault);
  const parts = alternatives.flatMap(partsOf);
  if (parts.length === 0 || parts.some(({ tokens }) => tokens.length === 0))
    return refused('a part of it is empty');
  return parts.length > maxParts
    ? refused(`it has more than ${maxParts} parts`)
    : { kind: 'selector', parts };
}

function refused(reason: string): ReadSelector {
  return { kind: 'refused', reason };
}

function partsOf(tokens: readonly Token[]): SelectorPart[] {
  const parts: SelectorPart[] = [{ combinator: 'start', tokens: [], isLast: false }];
  for (const token of tokens) {
    if (isTraversal(token)) parts.push({ combinator: token.type as Combinator, tokens: [], isLast: false });
    else parts.at(-1)?.tokens.push(token);
  }
  for (const part of parts.slice(-1)) part.isLast = true;
  return parts;
}

/** `inside`: the pseudo-class in whose parentheses the tokens stand. */
function faultIn(tokens: readonly Token[], inside: string | null): string | null {
  for (const token of tokens) {
    const fault = faultOf(token, inside);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOf(token: Token, inside: string | null): string | null {
  if (isTraversal(token)) {
    if (inside !== null) return 'inside of parentheses only a part without spaces, >, + and ~ can stand';
    return combinators.has(token.type) ? null : 'of combinators there are the space, >, + and ~';
  }
  if ('namespace' in token && token.namespace !== null) return 'it names a namespace, which HTML has not';
  if (token.type === 'pseudo-element') return `::${token.name} is no element of a page`;
  if (token.type !== 'pseudo') return null;
  if (token.name === 'has' && inside === 'has') return ':has cannot stand inside of another one';
  if (Array.isArray(token.data) && nested.has(token.name)) {
    const held = insideOf({ name: token.name, data: token.data }, inside);
    return faultIn(held, inside === 'has' ? inside : token.name);
  }
  if (!plain.has(token.name)) return `:${token.name} cannot be told of a page that nobody looks at`;
  const isOf = token.name.startsWith('nth-') && typeof token.data === 'string' && /\sof\s/i.test(token.data);
  return isOf ? `:${token.name} takes a number or a formula such as 2n+1` : null;
}

/** `:has(> b)`, alone and not inside of parentheses, looks at children only. */
function insideOf({ name, data }: { name: string; data: Token[][] }, inside: string | null): Token[] {
  const [first = [], ...others] = data;
  const isRelative = name === 'has' && inside === null && others.length === 0 && first[0]?.type === 'child';
  return isRelative ? first.slice(1) : data.flat();
}
