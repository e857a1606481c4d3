import type { Query, QueryPhrase } from '../domain/query.ts';
import { maxNear } from '../domain/query.ts';
import { FaultAt, type QueryFault } from './query-fault.ts';
import { isTextField, isValueField, readPhrase, readValue } from './read-leaf.ts';
import type { StemmingLanguage } from './stem.ts';
import { type Token, tokenize } from './tokenize.ts';

export const maxQueryChars = 8000;
const maxDepth = 50;
const maxLeaves = 500;
/** Each is up to a hundred alternatives for PostgreSQL. */
const maxNears = 40;
const usualNear = 10;

const fieldList =
  'title, body, author, agency, outlet, feed, section, lang, tag, place, url, holder, after, before, words>, words<, is';

/**
 * Reads a query (docs/topics.md) in linear time; a faulty one is a value. Words that stand alone are stemmed where
 * `stemming` names a language.
 */
export function parseQuery(
  source: string,
  stemming: StemmingLanguage | null = null,
): { kind: 'parsed'; query: Query } | QueryFault {
  try {
    if (source.length > maxQueryChars)
      throw new FaultAt(maxQueryChars, `it has ${source.length} characters; ${maxQueryChars} are the most`);
    return { kind: 'parsed', query: new QueryReader(tokenize(source), stemming).read() };
  } catch (error) {
    if (!(error instanceof FaultAt)) throw error;
    return { kind: 'faulty', at: [...source.slice(0, error.index)].length + 1, message: error.message };
  }
}

/** Recursive descent: OR binds less than AND, AND less than NEAR and NOT. What stands side by side is joined by AND. */
class QueryReader {
  readonly #tokens: Token[];
  readonly #stemming: StemmingLanguage | null;
  #next = 0;
  #leaves = 0;
  #nears = 0;

  constructor(tokens: Token[], stemming: StemmingLanguage | null) {
    this.#tokens = tokens;
    this.#stemming = stemming;
  }

  read(): Query {
    if (this.#peek().kind === 'end') throw new FaultAt(0, 'it is empty; write a word');
    const query = this.#readAny('text', 0);
    const { kind, from } = this.#peek();
    if (kind !== 'end') throw new FaultAt(from, 'this ) closes nothing');
    return query;
  }

  #peek(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #take(kind: Token['kind']): Token | null {
    const token = this.#peek();
    if (token.kind !== kind) return null;
    this.#next += 1;
    return token;
  }

  #readAny(field: string, depth: number): Query {
    const parts = [this.#readAll(field, depth)];
    while (this.#take('or')) parts.push(this.#readAll(field, depth));
    return joined('any', parts);
  }

  #readAll(field: string, depth: number): Query {
    const parts = [this.#readNear(field, depth)];
    while (this.#take('and') || !['or', 'close', 'end'].includes(this.#peek().kind))
      parts.push(this.#readNear(field, depth));
    return joined('all', parts);
  }

  #readNear(field: string, depth: number): Query {
    const left = this.#readOne(field, depth);
    const sign = this.#take('near');
    if (!sign) return left;
    const within = sign.value === '' ? usualNear : Number(sign.value);
    if (!Number.isInteger(within) || within < 1 || within > maxNear)
      throw new FaultAt(sign.from, `write NEAR/ and a number from 1 to ${maxNear}`);
    const right = this.#readOne(field, depth);
    return this.#near(sign, alternativesOf(left), alternativesOf(right), within);
  }

  /** Groups of alternatives on either side are multiplied out. */
  #near({ from }: Token, left: QueryPhrase[] | null, right: QueryPhrase[] | null, within: number): Query {
    if (!left || !right)
      throw new FaultAt(
        from,
        'NEAR stands between words or phrases, or groups of such with OR; join more of them by AND',
      );
    const pairs = left.flatMap((one) => right.map((other) => ({ one, other })));
    this.#nears += pairs.length;
    if (this.#nears > maxNears)
      throw new FaultAt(from, `there are too many combinations of NEAR; ${maxNears} are the most`);
    if (pairs.some(({ one, other }) => one.field !== other.field))
      throw new FaultAt(from, 'both sides of NEAR must be in one field, as in title:(storm NEAR/5 harbour)');
    const nears = pairs.map(({ one, other }): Query => ({ kind: 'near', left: one, right: other, within }));
    return joined('any', nears);
  }

  #readOne(field: string, depth: number): Query {
    const token = this.#peek();
    if (depth >= maxDepth) throw new FaultAt(token.from, `it is nested more than ${maxDepth} deep`);
    if (this.#take('not')) return { kind: 'not', of: this.#readOne(field, depth + 1) };
    if (this.#take('open')) return this.#readGroup(token, field, depth + 1);
    if (this.#take('field')) return this.#readField(token, depth + 1);
    return this.#readLeaf(field);
  }

  #readGroup(open: Token, field: string, depth: number): Query {
    if (!isTextField(field)) throw new FaultAt(open.from, `${field}: takes one value and no group`);
    if (this.#peek().kind === 'close') throw new FaultAt(open.from, 'there is nothing between these ( )');
    const group = this.#readAny(field, depth);
    if (!this.#take('close')) throw new FaultAt(open.from, 'this ( is never closed');
    return group;
  }

  #readField(token: Token, depth: number): Query {
    if (!isTextField(token.value) && !isValueField(token.value))
      throw new FaultAt(
        token.from,
        `there is no field ${token.value}; use ${fieldList}, or put it in quotation marks`,
      );
    const open = this.#take('open');
    return open ? this.#readGroup(open, token.value, depth) : this.#readLeaf(token.value);
  }

  #readLeaf(field: string): Query {
    const token = this.#take('word') ?? this.#take('quoted');
    const { kind, from } = this.#peek();
    if (!token && kind === 'end') throw new FaultAt(from, 'something is missing; write a word');
    if (!token) throw new FaultAt(from, 'write a word, a "phrase" or a ( here');
    this.#leaves += 1;
    if (this.#leaves > maxLeaves)
      throw new FaultAt(token.from, `it has too many words and phrases; ${maxLeaves} are the most`);
    return isTextField(field) ? readPhrase(token, field, this.#stemming) : readValue(token, field);
  }
}

function joined(kind: 'all' | 'any', parts: Query[]): Query {
  const [first] = parts;
  return parts.length === 1 && first ? first : { kind, of: parts };
}

function alternativesOf(query: Query): QueryPhrase[] | null {
  if (query.kind === 'phrase') return [query];
  if (query.kind !== 'any') return null;
  const phrases = query.of.map(alternativesOf);
  return phrases.every((some) => some !== null) ? phrases.flat() : null;
}
