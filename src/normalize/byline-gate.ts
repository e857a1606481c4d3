import { maxBylineChars } from './byline-names.ts';
import type { NormalizeRules } from './rules.ts';

/** A byline without a leading word is no longer than this, in characters. */
export const maxBareBylineChars = 200;
/** Joining words, places and jobs: without a "By", more of them make a sentence. */
const maxSmallWords = 10;
const maxLedSmallWords = 20;
const maxOpeningChars = 60;
/** The first two words, without what a byline may be framed in. */
const opening = /^[\s([{（【–—-]{0,5}([^\s:：/=＝.,]+)(?:[\s:：/=＝.,]+([^\s:：/=＝.,]+))?/;
const eastAsian = /[\u1100-\u11ff\u3040-\ud7af\uf900-\ufaff]/;

/** Most lines are prose and need no reading: they open with no phrase of bylines, and are long or a sentence. */
export function mayBeByline(text: string, rules: NormalizeRules): boolean {
  if (text.length > maxBylineChars || text.startsWith('©') || smallWords(text) > maxLedSmallWords)
    return false;
  const [, first = '', second = ''] = opening.exec(text.slice(0, maxOpeningChars).toLowerCase()) ?? [];
  const { credits, works } = rules.byline;
  if (opensWith(first, credits) || works.has(first) || works.has(second) || eastAsian.test(text.slice(0, 40)))
    return true;
  return (
    text.length <= maxBareBylineChars &&
    !(text.length > 70 && /[.!?…]["'”’]?$/.test(text)) &&
    smallWords(text) <= maxSmallWords
  );
}

function opensWith(word: string, phrases: NormalizeRules['byline']['credits']): boolean {
  return phrases.has(word) || phrases.has(`${word}.`) || /^by\p{L}/u.test(word);
}

/** How many words begin with a small letter of ASCII. */
function smallWords(text: string): number {
  let count = 0;
  for (let index = 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 97 && code <= 122 && text.charCodeAt(index - 1) === 32) count += 1;
  }
  return count;
}
