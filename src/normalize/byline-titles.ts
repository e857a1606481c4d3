import type { NormalizeRules } from './rules.ts';

/** How many honorifics ("Dr", "Mr.") stand there. */
export function honorificsAt(words: readonly string[], start: number, rules: NormalizeRules): number {
  let count = 0;
  while (count < 3 && rules.byline.honorifics.has(words[start + count]?.toLowerCase() ?? '')) count += 1;
  return count;
}

/** A name without the honorifics before and the degrees behind it. */
export function withoutTitles(words: string[], rules: NormalizeRules): string[] {
  const named = words.slice(honorificsAt(words, 0, rules));
  while (named.length > 2 && isDegree(named.at(-1), rules)) named.pop();
  return named;
}

/** Whether a word of capitals is a degree ("MBE"), or one that is written otherwise ("PhD"). */
export function isDegree(word: string | undefined, rules: NormalizeRules): boolean {
  return word !== undefined && word === word.toUpperCase()
    ? rules.byline.degrees.has(word.toLowerCase())
    : /^Ph\.?D\.?$/.test(word ?? '');
}
