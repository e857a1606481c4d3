import type { BylineRules } from './byline-rules.ts';
import type { Token } from './byline-tokens.ts';

/** What stands before a part of a byline: nothing, a joining word, or a punctuation mark. */
export type Separator = 'start' | 'and' | ',' | ':' | '-' | '/';

export interface BylinePart {
  words: string[];
  separator: Separator;
}

const marks: Readonly<Record<string, Separator>> = {
  '&': 'and',
  '/': '/',
  ':': ':',
  '=': ':',
  '–': '-',
  '-': '-',
};

/** Arabic writes "and" onto the name that follows. */
const arabicAnd = /^و(?=[\u0600-\u06ff]{3,}$)/u;

/** Cuts the tokens of a clause into the parts between commas, joining words and the like. */
export function splitByline(
  tokens: readonly Token[],
  rules: BylineRules,
  given: ReadonlySet<string>,
): BylinePart[] {
  const parts: BylinePart[] = [];
  let words: string[] = [];
  let separator: Separator = 'start';
  const close = (next: Separator): void => {
    if (words.length > 0) parts.push({ words, separator });
    const isStronger = words.length > 0 || separator === ',' || separator === 'start';
    separator = isStronger ? next : separator;
    words = [];
  };
  for (const { kind, text } of tokens) {
    if (kind !== 'word') close(marks[text] ?? ',');
    else if (rules.joiners.has(text) && parts.length + words.length > 0) close('and');
    else if (rules.joiners.has(text) && text.length > 1 && text === text.toLowerCase()) continue;
    else if (words.length > 1 && arabicAnd.test(text) && !given.has(text)) {
      close('and');
      words.push(text.slice(1));
    } else words.push(withoutStop(text, rules));
  }
  close('start');
  return parts.filter((part) => part.words.some((word) => word !== ''));
}

/** "J.", "W.G.", "Jr.", "St.": these keep their period, the end of a name loses it. */
function withoutStop(word: string, rules: BylineRules): string {
  const bare = word.replace(/[.。!！]+$/, '');
  if (bare === word || /^\p{L}$|\.\p{L}$/u.test(bare)) return word;
  const lower = bare.toLowerCase();
  const isShort = [rules.suffixes, rules.degrees, rules.honorifics, rules.titles, rules.particles].some(
    (set) => set.has(lower),
  );
  return isShort ? word : bare;
}
