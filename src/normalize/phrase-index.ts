import { longestFirst } from './word-lists.ts';

/** Phrases by their first two characters, the longest first. */
export type PhraseIndex = ReadonlyMap<string, readonly string[]>;

const unspaced = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}\p{Script=Hiragana}]/u;

/** Makes the index of the phrases of all languages. */
export function phraseIndex(byLanguage: Record<string, string[]>): PhraseIndex {
  return Map.groupBy(longestFirst(byLanguage), (phrase) => phrase.slice(0, 2));
}

/** The phrase that opens a text in small letters and ends with a word; null where none does. */
export function openingPhrase(lower: string, index: PhraseIndex): string | null {
  const phrases = index.get(lower.slice(0, 2)) ?? index.get(lower.slice(0, 1));
  if (phrases === undefined) return null;
  return (
    phrases.find((phrase) => lower.startsWith(phrase) && isWhole(phrase, lower.charAt(phrase.length))) ?? null
  );
}

/** In scripts without spaces any character may follow, and behind a mark. */
function isWhole(phrase: string, next: string): boolean {
  return /[^\p{L}\p{N}]$/u.test(phrase) || !/\p{L}/u.test(next) || unspaced.test(next);
}
