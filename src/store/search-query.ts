import { termsOf } from '../domain/terms.ts';

const maxQueryChars = 1000;

/** A word or a phrase in quotation marks, with or without a minus before it. */
const clause = /(-?)(?:"([^"]*)"?|([^\s"]+))/g;

/**
 * Words as in a web search, as a tsquery: all of them, `"words in this order"`, `one or other`, `-without`. A word of
 * several terms ("COVID-19", a word in Chinese) is a phrase of them. Null where nothing is to be searched for.
 */
export function toTsQuery(words: string): string | null {
  const alternatives: string[][] = [[]];
  for (const [, minus, quoted, word] of words.slice(0, maxQueryChars).matchAll(clause)) {
    if (word?.toLowerCase() === 'or' && minus === '') {
      alternatives.push([]);
      continue;
    }
    const phrase = toPhrase(quoted ?? word ?? '');
    if (phrase) alternatives.at(-1)?.push(minus ? `!(${phrase})` : phrase);
  }
  const given = alternatives.filter((clauses) => clauses.length > 0);
  return given.length === 0 ? null : given.map((clauses) => `(${clauses.join(' & ')})`).join(' | ');
}

/** Terms hold letters, digits and marks only, so nothing in them needs escaping. */
function toPhrase(text: string): string {
  return termsOf(text)
    .map((term) => `'${term}'`)
    .join(' <-> ');
}
