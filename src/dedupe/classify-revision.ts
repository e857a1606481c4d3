import { distance } from 'fastest-levenshtein';
import type { ArticleContent } from '../domain/article.ts';
import type { DiffPart, RevisionClass } from '../domain/revision.ts';
import { termsOf } from '../domain/terms.ts';
import { diffWords } from './diff-words.ts';

type Text = Pick<ArticleContent, 'title' | 'bodyText' | 'notes'>;

const fewTypos = 5;
const typoLetters = 2;
/** The most letters of one word that may differ, by its share. */
const typoShare = 0.4;
const rewrittenShare = 0.5;
const updateTerms = 12;

/** What a change of headline and text is, by what was taken away and what came. */
export function classifyRevision(before: Text, after: Text): RevisionClass {
  if (before.title === after.title && before.bodyText === after.bodyText) return 'details';
  if (hasNewNote(before, after)) return 'correction';
  const parts = diffWords(asText(before), asText(after));
  const [same, added, removed] = [
    countTerms(parts, 'same'),
    countTerms(parts, 'added'),
    countTerms(parts, 'removed'),
  ];
  if (added + removed === 0 || isTypo(parts)) return 'typo';
  if (same < (same + Math.max(added, removed)) * (1 - rewrittenShare) && removed > added / 4)
    return 'rewrite';
  return added >= updateTerms && removed <= added / 4 ? 'update' : 'substance';
}

function asText({ title, bodyText }: Pick<Text, 'title' | 'bodyText'>): string {
  return `${title ?? ''}\n\n${bodyText}`;
}

/** Articles of an older version have no list of notes. */
function hasNewNote(before: Partial<Text>, after: Text): boolean {
  const known = new Set(before.notes?.map(({ text }) => text));
  return after.notes.some(({ text }) => !known.has(text));
}

function countTerms(parts: DiffPart[], kind: DiffPart['kind']): number {
  return parts.reduce((sum, part) => (part.kind === kind ? sum + termsOf(part.text).length : sum), 0);
}

/** A few words of which some letters are others, and no number. */
function isTypo(parts: DiffPart[]): boolean {
  const changes = parts.flatMap((part, index) => {
    const next = parts[index + 1];
    if (part.kind === 'removed' && next?.kind === 'added') return [[part.text, next.text]];
    const isPaired = part.kind === 'added' && parts[index - 1]?.kind === 'removed';
    return part.kind === 'same' || isPaired ? [] : [[part.text, '']];
  });
  return (
    changes.length <= fewTypos &&
    changes.every(([one = '', other = '']) => isTypoOf(one.trim(), other.trim()))
  );
}

function isTypoOf(one: string, other: string): boolean {
  if (/\p{Nd}/u.test(one + other)) return false;
  const letters = Math.max(one.length, other.length);
  return letters <= 60 && distance(one, other) <= Math.min(typoLetters, Math.ceil(letters * typoShare));
}
