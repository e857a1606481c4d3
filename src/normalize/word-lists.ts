import { z } from 'zod';

/** A list of words in a rule file. */
export const words = z.array(z.string().trim().min(1).max(200)).max(10_000);

/** Lists by language; the names of the languages are for the reader. */
export const wordsByLanguage = z.record(z.string().max(20), words);

type WordList = readonly string[] | Record<string, readonly string[]>;

function flat(list: WordList): string[] {
  return Array.isArray(list) ? [...list] : Object.values(list).flat();
}

/** All words in lower case. The words of all languages hold at once: a feed's claim is often wrong. */
export function setOf(list: WordList): Set<string> {
  return new Set(flat(list).map((word) => word.toLowerCase()));
}

/** All phrases in lower case, a longer one before any that it begins with. */
export function longestFirst(list: WordList): string[] {
  return [...setOf(list)].sort((a, b) => b.length - a.length);
}
