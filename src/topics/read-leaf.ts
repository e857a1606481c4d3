import {
  type Query,
  type QueryField,
  type QueryPhrase,
  type QueryTerm,
  queryFields,
} from '../domain/query.ts';
import { lexemeOf } from '../domain/searched-terms.ts';
import { termsOf } from '../domain/terms.ts';
import { FaultAt } from './query-fault.ts';
import { type StemmingLanguage, stem } from './stem.ts';
import type { Token } from './tokenize.ts';

const minPrefixLetters = 2;
const maxWords = 1_000_000_000;
const languageTag = /^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,7}$/i;
const date = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;

const values = ['after', 'before', 'words>', 'words<', 'is'] as const;
type ValueField = (typeof values)[number];

/** Whether a field holds text, to be searched by words and phrases. */
export function isTextField(name: string): name is QueryField {
  return queryFields.some((field) => field === name && field !== 'text') || name === 'text';
}

/** Whether a field takes one value of its own kind. */
export function isValueField(name: string): name is ValueField {
  return values.some((field) => field === name);
}

/** A word or phrase: one that ends in * is how a text begins there. A word of several terms, as COVID-19, is a phrase. */
export function readPhrase(token: Token, field: QueryField, stemming: StemmingLanguage | null): QueryPhrase {
  const { kind, value, from } = token;
  const text = value.endsWith('*') ? value.slice(0, -1) : value;
  if (text.includes('*'))
    throw new FaultAt(
      from + text.indexOf('*') + (kind === 'quoted' ? 1 : 0),
      'a * can stand only at the end of a word',
    );
  const terms = field === 'lang' ? readLanguage(text, from) : termsOf(text);
  const [only] = terms;
  if (only === undefined) throw new FaultAt(from, 'there is no letter and no digit in this');
  const written = `${field === 'text' ? '' : `${field}:`}${kind === 'quoted' ? `"${value}"` : value}`;
  const isPrefix = text !== value;
  if (isPrefix && terms.join('').length < minPrefixLetters)
    throw new FaultAt(from, `write at least ${minPrefixLetters} letters before the *`);
  const isStemmed = stemming !== null && terms.length === 1 && kind === 'word' && !isPrefix && isProse(field);
  const read: QueryTerm[] = isStemmed
    ? [{ form: 'stem', lexeme: stem(only, stemming), language: stemming }]
    : terms.map((term, index) => ({
        form: isPrefix && index === terms.length - 1 ? 'prefix' : 'word',
        lexeme: lexemeOf(field, term),
      }));
  return { kind: 'phrase', field, terms: read, written };
}

function isProse(field: QueryField): boolean {
  return field === 'text' || field === 'title' || field === 'body';
}

function readLanguage(text: string, from: number): string[] {
  if (languageTag.test(text)) return [text.toLowerCase()];
  throw new FaultAt(from, 'use a language tag, as in lang:en or lang:pt-BR');
}

/** What is no text: a time, a number of words, a property. */
export function readValue({ value, from }: Token, field: string): Query {
  if (field === 'after' || field === 'before')
    return { kind: 'time', side: field, at: readTime(value, from) };
  if (field === 'is') return { kind: 'is', what: readProperty(value, from) };
  return { kind: 'words', side: field === 'words>' ? 'more' : 'fewer', than: readNumber(value, from) };
}

/** UTC where no offset is given. A date alone is its first moment. */
function readTime(value: string, from: number): string {
  const zoned = /T.*\d$/.test(value) && !/[+-]\d\d:\d\d$/.test(value) ? `${value}Z` : value;
  const time = date.test(value) ? new Date(zoned) : new Date(Number.NaN);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  throw new FaultAt(from, 'use a date or time, as in after:2026-03-01 or after:2026-03-01T06:00Z');
}

function readProperty(value: string, from: number): 'update' | 'lead' {
  const name = value.toLowerCase();
  if (name === 'update' || name === 'lead') return name;
  throw new FaultAt(from, 'use is:update or is:lead');
}

function readNumber(value: string, from: number): number {
  const number = Number(value);
  if (/^\d{1,10}$/.test(value) && number <= maxWords) return number;
  throw new FaultAt(from, 'use a whole number, as in words>:500');
}
