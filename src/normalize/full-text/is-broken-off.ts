import type { FullTextRules } from './full-text-rules.ts';

/** Lines behind the last one of the text proper: links, and what blogs append to their feeds. */
const tailLines = 3;
const maxTailChars = 600;
const maxPhraseLineChars = 200;

const openEnd = /(?:…|\.{3,10}|[[(]\s?(?:…|\.{3,10}|&hellip;)\s?[\])])$/;
const bracketed = /[[(]\s?(?:…|\.{3,10}|&hellip;)\s?[\])]/;
/** What closes a link that leads on. */
const arrows = /[\s»›→>⇒▶►|.:·*)\]]+$/u;

/**
 * Whether a text breaks off to go on elsewhere: it ends in "…" or "[...]", or its last lines say "Read more" in one of
 * many languages. `lines` are those of the text, none of them empty.
 */
export function isBrokenOff(lines: readonly string[], { readMore }: FullTextRules): boolean {
  const tail = lines.slice(-tailLines).map((line) => line.slice(-maxTailChars).trim().toLowerCase());
  if (openEnd.test(tail.at(-1) ?? '')) return true;
  return tail.some((line) => bracketed.test(line) || leadsOn(line, readMore));
}

function leadsOn(line: string, phrases: readonly string[]): boolean {
  const bare = line.replace(arrows, '');
  return phrases.some((phrase) => {
    const plain = phrase.replace(arrows, '');
    if (line.endsWith(phrase) || bare.endsWith(plain)) return startsWord(line, line.lastIndexOf(plain));
    return line.length <= maxPhraseLineChars && line.startsWith(phrase) && endsWord(line, phrase.length);
  });
}

function startsWord(line: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(line.charAt(at - 1)) || isUnspaced(line.charAt(at));
}

function endsWord(line: string, at: number): boolean {
  return !/[\p{L}\p{N}]/u.test(line.charAt(at)) || isUnspaced(line.charAt(at - 1));
}

function isUnspaced(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(character);
}
