import { personEnd } from './byline-name-end.ts';
import { hasRole } from './byline-roles.ts';
import { withoutTitles } from './byline-titles.ts';
import { organizationIn } from './organization.ts';
import type { NormalizeRules } from './rules.ts';

/** A piece of a run of words without a mark in it: somebody, or what is said about them. */
export interface Piece {
  kind: 'person' | 'about';
  words: string[];
}

/** Reads "JANE DOE Crime Reporter", "Staff Writer Jane Doe", "Jane Doe Reuters", "JANE DOE JOHN ROE" into their pieces. */
export function piecesOf(run: readonly string[], rules: NormalizeRules): Piece[] {
  const words = splitDottedNames(run);
  const pieces: Piece[] = [];
  let about: string[] = [];
  let index = 0;
  while (index < words.length) {
    const isOpen = about.length === 0 || introducesName(about, rules);
    const end = isOpen ? personEnd(words, index, about.length > 0, rules) : -1;
    if (end === -1) {
      about.push(words[index] as string);
      index += 1;
    } else {
      if (about.length > 0) pieces.push({ kind: 'about', words: about });
      about = [];
      pieces.push({ kind: 'person', words: withoutTitles(words.slice(index, end), rules) });
      index = end;
    }
  }
  if (about.length > 0) pieces.push({ kind: 'about', words: about });
  return pieces;
}

/** "Staff Writer", "The Bugle's": a name may follow. */
function introducesName(about: readonly string[], rules: NormalizeRules): boolean {
  return (
    hasRole(about, rules) || (/['’]s$/.test(about.at(-1) ?? '') && organizationIn(about, rules) !== null)
  );
}

/** "Jane.Doe" as it stands in addresses of content systems. */
function splitDottedNames(words: readonly string[]): string[] {
  return words.flatMap((word) =>
    /^\p{Lu}\p{Ll}{2,}\.\p{Lu}\p{Ll}{2,}$/u.test(word) ? word.split('.') : [word],
  );
}
