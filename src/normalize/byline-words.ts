import type { BylineRules } from './rules.ts';

/** What stands before a part of a byline: nothing, a joining word, or a punctuation mark. */
export type Separator = 'start' | 'and' | ',' | ':' | '-';

export interface BylinePart {
  words: string[];
  separator: Separator;
}

const marks: Readonly<Record<string, Separator>> = {
  ',': ',',
  ';': ',',
  '，': ',',
  '、': ',',
  '|': ',',
  '•': ',',
  '·': ',',
  '(': ',',
  ')': ',',
  '[': ',',
  ']': ',',
  '&': 'and',
  '/': 'and',
  '／': 'and',
  ':': ':',
  '：': ':',
  '–': '-',
  '—': '-',
  '-': '-',
};

/** Cuts the text of a byline into the parts between commas, joining words and the like. */
export function splitByline(text: string, rules: BylineRules): BylinePart[] {
  const parts: BylinePart[] = [];
  let words: string[] = [];
  let separator: Separator = 'start';
  const close = (next: Separator): void => {
    if (words.length > 0) parts.push({ words, separator });
    const isStronger = words.length > 0 || separator === ',' || separator === 'start';
    separator = isStronger ? next : separator;
    words = [];
  };
  for (const token of text.replace(/[,;，、|•·()[\]&/／:：–—]/g, ' $& ').split(/\s+/)) {
    const mark = marks[token];
    if (mark) close(mark);
    else if (rules.joiners.has(token) && parts.length + words.length > 0) close('and');
    else if (token !== '') words.push(token);
  }
  close('start');
  return parts;
}
